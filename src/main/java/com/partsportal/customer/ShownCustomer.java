package com.partsportal.customer;

import com.partsportal.invitation.DeliveryState;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A customer as the API shows it. */
@Schema(name = "Customer", description = "What is not there yet is null")
record ShownCustomer(
        UUID id,
        @Schema(example = "Initech") String companyName,

        @Schema(description = "In its normal form", example = "kim@initech.example")
        String email,

        @Schema(description = "E.164", example = "+12025550123") @Nullable
        String phone,

        @Schema(description = "The vendor's own number of it", example = "4711") @Nullable
        String externalId,

        @Schema(description = "Of the vendor's list", example = "A")
        String ranking,

        CustomerStatus status,

        @Schema(description = "Of the newest invitation's mail") @Nullable
        DeliveryState delivery,

        Instant createdAt,

        @Schema(description = "When the record, its status or the delivery of its invitation changed last")
        Instant changedAt,

        @Nullable Instant invitedAt,
        @Nullable Instant expiresAt,
        int remindersSent,
        @Nullable Instant acceptedAt,
        long partsReady) {

    static ShownCustomer of(CustomerRow row) {
        return new ShownCustomer(
                row.id().value(),
                row.companyName(),
                row.email().value(),
                row.phone(),
                row.externalId(),
                row.ranking(),
                row.status(),
                row.delivery(),
                row.createdAt(),
                row.changedAt(),
                row.invitedAt(),
                row.expiresAt(),
                row.remindersSent(),
                row.acceptedAt(),
                row.partsReady());
    }
}
