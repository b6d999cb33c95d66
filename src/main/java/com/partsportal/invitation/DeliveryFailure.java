package com.partsportal.invitation;

/** Why an email of an invitation did not arrive. */
public enum DeliveryFailure {
    /** The mail server refused the address for good. */
    REFUSED,
    /** It could not be sent, and no further attempt is made until an operator retries. */
    STUCK,
    /** The mail server took it, and a notification said later that it could not be delivered. */
    BOUNCED
}
