package com.partsportal.notification;

import com.partsportal.mail.MailKind;

/**
 * What a notification is about. Its subject: an RFQ, a customer, an invitation of a colleague or team member, a request to
 * change an email, or a support case.
 */
public enum NotificationKind {
    RFQ_SUBMITTED(MailKind.RFQ_SUBMITTED.code(), "inbox"),
    RFQ_ANSWERED(MailKind.RFQ_ANSWERED.code(), "file-text"),
    RFQ_AWAITS_APPROVAL(MailKind.RFQ_AWAITS_APPROVAL.code(), "user"),
    RFQ_APPROVED(MailKind.RFQ_APPROVED.code(), "circle-check"),
    /** Sent back to the person who submitted, or not approved. */
    RFQ_SENT_BACK(MailKind.RFQ_SENT_BACK.code(), "rotate-ccw"),
    NEW_INVITATION_ASKED(MailKind.NEW_INVITATION_ASKED.code(), "rotate-ccw"),
    DELIVERY_FAILED(MailKind.DELIVERY_FAILED.code(), "triangle-alert"),
    INVITATION_DECLINED(MailKind.INVITATION_DECLINED.code(), "ban"),
    INVITATION_EXPIRED(MailKind.INVITATION_EXPIRED.code(), "clock"),
    /** Support has a question about the person's request to change their email. */
    SUPPORT_ASKED("support-asked", "circle-question-mark"),
    /** To support's own people: a case that cannot wait. */
    SUPPORT_CASE(MailKind.SUPPORT_ESCALATED.code(), "shield-check");

    private final String code;
    private final String icon;

    NotificationKind(String code, String icon) {
        this.code = code;
        this.icon = icon;
    }

    /** The same as of the email about it, where there is one. */
    public String code() {
        return code;
    }

    /** Name of the icon in lists. */
    public String icon() {
        return icon;
    }
}
