package com.partsportal.invitation;

/** Who invites whom. */
public enum InvitationKind {
    /** A vendor its customer's primary contact. */
    CONTACT,
    /** A company its own user. */
    COLLEAGUE,
    /** A vendor its own user. */
    TEAM
}
