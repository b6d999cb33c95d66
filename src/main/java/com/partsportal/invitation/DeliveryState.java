package com.partsportal.invitation;

/** The state of an invitation's email. */
public enum DeliveryState {
    QUEUED,
    SENT,
    /** The mail server refused the recipient for good. */
    FAILED
}
