package com.partsportal.mail;

/** What a mail is for. The code is its header {@code X-Parts-Portal-Mail} and the name of its templates. */
public enum MailKind {
    /** To the primary contact. Model: {@code company}, {@code expiresAt} (ZonedDateTime), {@code partsReady} (number), may be null: {@code inviter}, {@code note}. */
    INVITATION("invitation"),
    /** Of any invitation. Model: as its invitation, and {@code daysLeft} (number); with {@code invitedName} for a colleague or team member. */
    REMINDER("reminder"),
    /** To the invited person, without link. Model: {@code company} of a contact, or {@code invitedName}; {@code reason} may be null. */
    INVITATION_REVOKED("invitation-revoked"),
    /** To the inviter. Model: {@code who} (company or person invited), {@code email}. */
    INVITATION_EXPIRED("invitation-expired"),
    /** To the inviter. Model: {@code who}, {@code email}. */
    INVITATION_ACCEPTED("invitation-accepted"),
    /** To the inviter. Model: {@code who}, {@code email}; {@code reason} may be null. */
    INVITATION_DECLINED("invitation-declined"),
    /** To the inviter. Model: {@code who}, {@code email}; {@code words} of the mail server may be null. */
    DELIVERY_FAILED("delivery-failed"),
    /** To the inviter. Model: {@code who}, {@code email}. */
    NEW_INVITATION_ASKED("new-invitation-asked"),
    /** To a new user; the link leads to the sign-in page. Model: {@code name}; {@code company} of a primary
     * contact, else null. */
    WELCOME("welcome"),
    /** To a colleague or team member; the sender is the company or the vendor. Model: {@code invitedName}, {@code expiresAt}, may be null: {@code inviter}, {@code note}. */
    USER_INVITATION("user-invitation"),
    /** To a person with a login. Model: {@code name}, {@code first} (boolean: the first password of staff or vendor), {@code expiresAt}. */
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
