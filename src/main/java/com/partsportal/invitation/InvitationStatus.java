package com.partsportal.invitation;

/** The state of an invitation; all but {@link #PENDING} are final. */
public enum InvitationStatus {
    PENDING,
    ACCEPTED,
    EXPIRED,
    DECLINED,
    REVOKED,
    /** A newer one was sent. */
    SUPERSEDED
}
