package com.partsportal.account;

/** How a change of staff ended. */
public enum StaffChange {
    DONE,
    /** The address has a login already; nothing was changed. */
    ADDRESS_TAKEN,
    /** It would have left the portal without an active administrator; nothing was changed. */
    LAST_ADMINISTRATOR,
    /** No such person among staff. */
    UNKNOWN
}
