package com.partsportal.vendor;

import java.util.UUID;

/** Names a vendor. */
public record VendorId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
