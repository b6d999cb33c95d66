package com.partsportal.vendor;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.UUID;

/** A vendor's logo, a small PNG. */
@Entity
class VendorLogo {

    @Id
    private UUID vendorId;

    private byte[] content;

    @SuppressWarnings("NullAway.Init")
    protected VendorLogo() {}

    VendorLogo(UUID vendorId, byte[] content) {
        this.vendorId = vendorId;
        this.content = content;
    }

    byte[] content() {
        return content;
    }
}
