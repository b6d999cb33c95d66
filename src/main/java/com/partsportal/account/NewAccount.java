package com.partsportal.account;

import com.partsportal.shared.EmailAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A login to open for a person who accepted an invitation.
 *
 * @param passwordHash made by {@link Passwords#hash}, before the transaction
 * @param termsVersion the version of the terms that were agreed to
 */
public record NewAccount(
        EmailAddress email,
        String name,
        String passwordHash,
        Locale language,
        @Nullable String termsVersion) {

    /** Without the hash, the address and the name. */
    @Override
    public String toString() {
        return "NewAccount[]";
    }
}
