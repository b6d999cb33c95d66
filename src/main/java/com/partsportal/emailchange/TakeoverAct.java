package com.partsportal.emailchange;

import java.util.Arrays;
import java.util.Optional;

/** What an agent can do for a login that somebody else may be in. */
public enum TakeoverAct {
    /** Nobody signs in any more. */
    STOP_LOGIN(SupportCaseEvent.Type.LOGIN_STOPPED),
    END_SESSIONS(SupportCaseEvent.Type.SESSIONS_ENDED),
    /** Password and second factors count no more; the link goes to the login's present address. */
    REQUIRE_NEW_PASSWORD(SupportCaseEvent.Type.NEW_PASSWORD_REQUIRED),
    REMOVE_PASSKEYS(SupportCaseEvent.Type.PASSKEYS_REMOVED),
    /** Lets a stopped login in again, with a new password. */
    RESUME_LOGIN(SupportCaseEvent.Type.LOGIN_RESUMED),
    /** Starts a request for the former address, with the proofs of any change; the login is stopped until it is decided. */
    RESTORE_ADDRESS(SupportCaseEvent.Type.RESTORE_STARTED);

    final SupportCaseEvent.Type event;

    TakeoverAct(SupportCaseEvent.Type event) {
        this.event = event;
    }

    static Optional<TakeoverAct> of(String name) {
        return Arrays.stream(values()).filter(act -> act.name().equals(name)).findFirst();
    }
}
