package com.partsportal.mail;

/** What became of a mail; technical failures are {@link MailFailed}. */
public enum Delivery {
    /** The server took it, now. */
    SENT,
    /** The server had taken it before; nothing was sent and nothing was told to the {@link Outgoing}. */
    ALREADY_SENT,
    /** Its rows did not want it any more. */
    NOT_WANTED,
    /** The server refuses the address for good; said again when asked again. */
    REFUSED,
    /** The address had its invitations and reminders of this day: nothing was sent, try later. */
    DEFERRED
}
