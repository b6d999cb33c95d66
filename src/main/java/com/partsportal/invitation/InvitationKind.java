package com.partsportal.invitation;

import com.partsportal.mail.MailKind;

/** Who invites whom. */
public enum InvitationKind {
    /** A vendor its customer's primary contact. */
    CONTACT,
    /** A company its own user. */
    COLLEAGUE,
    /** A vendor its own user. */
    TEAM;

    /** The kind of the mail with its link. */
    MailKind mailKind() {
        return this == CONTACT ? MailKind.INVITATION : MailKind.USER_INVITATION;
    }
}
