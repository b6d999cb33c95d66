package com.partsportal.invitation;

/** Where the mail of an invitation stands. */
public enum DeliveryState {
    QUEUED,
    SENT,
    /** The mail server refused the recipient for good. */
    FAILED
}
