package com.partsportal.mail;

/** What became of an email. Technical failures are {@link MailFailed}. */
public enum DeliveryResult {
    /** The server took it, now. */
    SENT,
    /** The server had taken it before: nothing was sent, and {@link Outgoing#sent()} has run again. */
    ALREADY_SENT,
    /** Its rows do not want it any more. */
    UNWANTED,
    /** The server refuses the address for good; a repeat answers the same. */
    REFUSED,
    /** The address had its invitations and reminders of this day: nothing was sent, try later. */
    DEFERRED
}
