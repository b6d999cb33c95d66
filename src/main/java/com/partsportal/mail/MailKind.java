package com.partsportal.mail;

/**
 * What a mail is for. The code is its header {@code X-Parts-Portal-Mail} and the name of its templates.
 *
 * <p>The model of every mail with an invitation's link: {@code vendor} (name of vendor or company that invites),
 * {@code company} (what is invited: the customer's company, or for a colleague or team member where they come to),
 * {@code invitedName} (equal to the company for a primary contact), {@code expiresAt} (ZonedDateTime),
 * {@code partsReady} (number), and, if there are any, {@code inviter} (name) and {@code note}. The others know
 * {@code vendor}, {@code company} and, to the inviter, {@code invitedName} of these.
 */
public enum MailKind {
    /** To the primary contact. */
    INVITATION("invitation"),
    /** Of any invitation: the same link, and {@code daysLeft} (number). */
    REMINDER("reminder"),
    /** To the invited person; {@code reason} may be null. */
    INVITATION_REVOKED("invitation-revoked"),
    /** To the inviter, as the next four: also {@code email}, which was invited. */
    INVITATION_EXPIRED("invitation-expired"),
    INVITATION_ACCEPTED("invitation-accepted"),
    /** {@code reason} may be null. */
    INVITATION_DECLINED("invitation-declined"),
    /** {@code deliveryReason}, what the mail server said, may be null. */
    DELIVERY_FAILED("delivery-failed"),
    NEW_INVITATION_ASKED("new-invitation-asked"),
    /** To a new user; the link leads to the sign-in page. {@code name} may be null. */
    WELCOME("welcome"),
    /** To a colleague or team member; the sender is the company or the vendor. */
    USER_INVITATION("user-invitation"),
    /** To a person with a login: {@code name}, {@code first} (boolean: their first password), {@code expiresAt}. */
    PASSWORD_RESET("password-reset"),
    /**
     * To a person with a login: how one signs in was changed. {@code event} (a code), {@code at} (ZonedDateTime),
     * {@code network} (may be null), {@code former} (boolean: the address was the login's until now).
     */
    SECURITY_NOTICE("security-notice"),
    /**
     * To the new address. All of the next: {@code current} and {@code requested} (addresses), {@code expiresAt},
     * {@code toOld} (boolean: to the old mailbox).
     */
    EMAIL_CHANGE_CONFIRM("email-change-confirm"),
    EMAIL_CHANGE_NOTICE("email-change-notice"),
    /** With {@code note} if an agent asked a question. */
    EMAIL_CHANGE_REMINDER("email-change-reminder"),
    /** {@code until} (ZonedDateTime): when the change happens. */
    EMAIL_CHANGE_WAITING("email-change-waiting"),
    /** To another manager: {@code requester} and {@code organisation} (names). */
    EMAIL_CHANGE_EVIDENCE("email-change-evidence"),
    EMAIL_CHANGED("email-changed"),
    EMAIL_CHANGE_REJECTED("email-change-rejected"),
    /** To support's own people: {@code number} and {@code kind} (a code) of a case, {@code overdue} (boolean). */
    SUPPORT_ESCALATED("support-escalated"),
    RFQ_SUBMITTED("rfq-submitted"),
    RFQ_ANSWERED("rfq-answered"),
    /** To the Vendor Admins: {@code host} of the endpoint. */
    WEBHOOK_SWITCHED_OFF("webhook-switched-off"),
    /** To the Customer Managers: {@code by} (name) waits for an approval. */
    RFQ_AWAITS_APPROVAL("rfq-awaits-approval"),
    /** To the person who submitted. */
    RFQ_APPROVED("rfq-approved"),
    /** To the person who submitted: sent back, or turned down ({@code answer}, a code); {@code reason} may be null. */
    RFQ_SENT_BACK("rfq-sent-back"),
    /** To a customer's people: {@code parts} (number) of the vendor are there. */
    NEW_PARTS("new-parts");

    private final String code;

    MailKind(String code) {
        this.code = code;
    }

    /** The name in kebab-case: the name of its templates and the prefix of its messages. */
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
