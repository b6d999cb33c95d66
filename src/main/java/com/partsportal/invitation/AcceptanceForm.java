package com.partsportal.invitation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the invited person fills in. Address, role and vendor are the invitation's own and no part of it.
 *
 * @param terms anything when the person agrees
 * @param choice of the companies that a login manages
 */
record AcceptanceForm(
        @Nullable String name,
        @Nullable String password,
        @Nullable String terms,
        @Nullable String choice) {

    static AcceptanceForm empty() {
        return new AcceptanceForm(null, null, null, null);
    }

    public boolean agreed() {
        return terms != null;
    }

    @Nullable
    UUID chosen() {
        try {
            return choice == null ? null : UUID.fromString(choice);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    @Override
    public String toString() {
        return "AcceptanceForm";
    }
}
