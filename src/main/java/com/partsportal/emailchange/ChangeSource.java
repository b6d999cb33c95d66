package com.partsportal.emailchange;

/** How a request reached the portal. */
public enum ChangeSource {
    SIGNED_IN,
    SIGNED_OUT,
    /** Registered by a support agent. */
    BY_MAIL,
    /** Registered by a support agent. */
    BY_PHONE,
    /** Started by a support agent from a takeover case: the login gets its former address back. */
    RESTORE
}
