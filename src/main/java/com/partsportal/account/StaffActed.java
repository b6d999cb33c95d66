package com.partsportal.account;

import org.jspecify.annotations.Nullable;

/**
 * An administrator, or the single sign-on provider, changed something about somebody of the portal's staff; published in the transaction of it.
 *
 * @param before the role, where it was changed; null otherwise
 * @param after the role, where there is a new one; null otherwise
 */
public record StaffActed(
        AccountId account,
        Act act,
        @Nullable Role before,
        @Nullable Role after) {

    /** What was done. */
    public enum Act {
        CREATED,
        ROLE_CHANGED,
        DEACTIVATED,
        REACTIVATED,
        LINK_SENT,
        /** To the person's identity at the single sign-on provider, by a sign-in there. */
        IDENTITY_LINKED,
        IDENTITY_UNLINKED
    }

    static StaffActed of(AccountId account, Act act) {
        return new StaffActed(account, act, null, null);
    }
}
