package com.partsportal.vendor;

import com.partsportal.account.AccountId;
import com.partsportal.shared.AppendOnlyRow;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an administrator did to a vendor, and why. */
@Entity
class VendorEvent extends AppendOnlyRow {

    private UUID vendorId;

    @Enumerated(EnumType.STRING)
    private Type type;

    private UUID actorId;

    @Nullable
    private String reason;

    /** What was done. */
    enum Type {
        SUSPENDED,
        RESUMED
    }

    protected VendorEvent() {}

    VendorEvent(VendorId vendor, Type type, AccountId by, @Nullable String reason, Instant at) {
        super(at);
        this.vendorId = vendor.value();
        this.type = type;
        this.actorId = by.value();
        this.reason = reason;
    }
}
