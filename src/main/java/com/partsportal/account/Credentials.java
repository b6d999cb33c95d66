package com.partsportal.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a sign-in is checked against.
 *
 * @param passwordHash null while no password was set
 * @param passwordChangedAt what a session remembers: after the next change of the password it is void
 * @param staff whether it is a login of the portal's own people
 */
public record Credentials(
        AccountId account,
        @Nullable String passwordHash,
        @Nullable Instant passwordChangedAt,
        boolean active,
        boolean staff) {

    /** Without the hash. */
    @Override
    public String toString() {
        return "Credentials[" + account.value() + "]";
    }
}
