package com.partsportal.part;

import com.partsportal.customer.CustomerId;
import com.partsportal.vendor.VendorId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A part that a vendor prepared for one customer; number and revision are unique for that customer. */
@Entity
class Part {

    @Id
    private UUID id;

    private UUID vendorId;
    private UUID customerId;
    private String number;

    /** Empty for none. */
    private String revision;

    private String description;

    @Nullable
    private String material;

    @Nullable
    private String finish;

    @Nullable
    private LocalDate lastQuoted;

    @Nullable
    private Integer lastQuotedQuantity;

    @Nullable
    private LocalDate lastOrdered;

    @Nullable
    private Integer lastOrderedQuantity;

    private Instant createdAt;

    /** Since when the customer does not see it any more. */
    @Nullable
    private Instant retiredAt;

    /** Null until it is stored. */
    @Version
    @Nullable
    private Integer version;

    protected Part() {}

    Part(UUID id, VendorId vendor, CustomerId customer, NewPart wanted, Instant now) {
        this.id = id;
        this.vendorId = vendor.value();
        this.customerId = customer.value();
        this.createdAt = now;
        update(wanted);
    }

    PartId id() {
        return new PartId(id);
    }

    /** Takes over what the vendor wants it to say; false when it says all of this already. */
    boolean edit(NewPart wanted) {
        if (NewPart.of(row()).normalised().equals(wanted.normalised())) {
            return false;
        }
        update(wanted);
        return true;
    }

    /** @param at null: the customer sees it again; false when that is so already */
    boolean retire(@Nullable Instant at) {
        if ((at == null) == (retiredAt == null)) {
            return false;
        }
        retiredAt = at;
        return true;
    }

    private void update(NewPart wanted) {
        var plain = wanted.normalised();
        number = plain.number();
        revision = plain.revisionOrNone();
        description = plain.description();
        material = plain.material();
        finish = plain.finish();
        lastQuoted = plain.lastQuoted();
        lastQuotedQuantity = plain.lastQuotedQuantity();
        lastOrdered = plain.lastOrdered();
        lastOrderedQuantity = plain.lastOrderedQuantity();
    }

    private PartRow row() {
        return new PartRow(
                id(),
                number,
                revision,
                description,
                material,
                finish,
                lastQuoted,
                lastQuotedQuantity,
                lastOrdered,
                lastOrderedQuantity,
                retiredAt);
    }
}
