package com.partsportal.invitation;

/** Where an invitation stands; all but {@link #PENDING} are final. */
public enum InvitationStatus {
    PENDING,
    ACCEPTED,
    EXPIRED,
    DECLINED,
    REVOKED,
    /** A newer one was sent. */
    SUPERSEDED
}
