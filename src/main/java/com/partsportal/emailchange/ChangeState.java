package com.partsportal.emailchange;

/** The state of a request; every state but {@code OPEN} is final. */
public enum ChangeState {
    OPEN,
    APPLIED,
    REJECTED,
    /** The old mailbox said that it was not its owner. */
    DISPUTED,
    CANCELLED,
    EXPIRED
}
