package com.partsportal.vendor;

import com.partsportal.account.SignedIn;
import java.util.UUID;

/** Names a vendor. */
public record VendorId(UUID value) {

    /**
     * The vendor that this caller acts for.
     *
     * @throws IllegalStateException when the caller is active for no vendor; the routes of vendors let none such in
     */
    public static VendorId of(SignedIn user) {
        return new VendorId(user.vendor());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
