package com.partsportal.invitation;

/** What became of the attempt to send an invitation's mail. */
public enum Sending {
    SENT,
    /** The mail server refused the recipient for good. */
    REFUSED,
    /** The invitation has ended meanwhile. */
    NOT_WANTED,
    /** The address has got its share of mails for today; to be tried later. */
    DEFERRED
}
