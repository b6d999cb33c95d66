package com.partsportal.customer;

/** What a vendor may do with a customer, depending on its state. */
public enum CustomerAction {
    INVITE,
    RESEND,
    REVOKE,
    CORRECT_ADDRESS,
    DISCARD,
    DEACTIVATE,
    REACTIVATE
}
