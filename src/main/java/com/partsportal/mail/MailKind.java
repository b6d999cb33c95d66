package com.partsportal.mail;

/** What a mail is for. The code is its header {@code X-Parts-Portal-Mail} and the name of its templates. */
public enum MailKind {
    INVITATION("invitation"),
    REMINDER("reminder"),
    INVITATION_REVOKED("invitation-revoked"),
    INVITATION_EXPIRED("invitation-expired"),
    INVITATION_ACCEPTED("invitation-accepted"),
    INVITATION_DECLINED("invitation-declined"),
    DELIVERY_FAILED("delivery-failed"),
    NEW_INVITATION_ASKED("new-invitation-asked"),
    WELCOME("welcome"),
    USER_INVITATION("user-invitation"),
    PASSWORD_RESET("password-reset"),
    EMAIL_CHANGE_CONFIRM("email-change-confirm"),
    EMAIL_CHANGE_NOTICE("email-change-notice"),
    EMAIL_CHANGE_REMINDER("email-change-reminder"),
    EMAIL_CHANGE_WAITING("email-change-waiting"),
    EMAIL_CHANGE_EVIDENCE("email-change-evidence"),
    EMAIL_CHANGED("email-changed"),
    EMAIL_CHANGE_REJECTED("email-change-rejected"),
    RFQ_SUBMITTED("rfq-submitted"),
    RFQ_ANSWERED("rfq-answered");

    private final String code;

    MailKind(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    /** Whether it counts against the number of invitations and reminders that an address gets in a day. */
    boolean isLimited() {
        return this == INVITATION || this == REMINDER || this == USER_INVITATION;
    }

    static MailKind of(String code) {
        for (var kind : values()) {
            if (kind.code.equals(code)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(code);
    }
}
