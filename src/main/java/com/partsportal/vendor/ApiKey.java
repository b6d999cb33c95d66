package com.partsportal.vendor;

import com.partsportal.account.AccountId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A vendor's key of the REST API, known by its SHA-256 only. Ended ones stay, since what they did names them. */
@Entity
class ApiKey {

    @Id
    private UUID id;

    private UUID vendorId;
    private String name;
    private byte[] keyHash;
    private boolean readOnly;
    private Instant createdAt;
    private UUID createdBy;

    @Nullable
    private Instant expiresAt;

    @Nullable
    private Instant lastUsedAt;

    @Nullable
    private Instant revokedAt;

    protected ApiKey() {}

    ApiKey(UUID id, VendorId vendor, NewApiKey wanted, byte[] keyHash, AccountId by, Instant now) {
        this.id = id;
        this.vendorId = vendor.value();
        this.name = wanted.plainName();
        this.keyHash = keyHash;
        this.readOnly = wanted.isReadOnly();
        this.createdAt = now;
        this.createdBy = by.value();
        this.expiresAt = wanted.expiresAt();
    }

    boolean isUsable(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }

    boolean wasUsedSince(Instant earliest) {
        return lastUsedAt != null && !lastUsedAt.isBefore(earliest);
    }

    AccountId createdBy() {
        return new AccountId(createdBy);
    }

    ApiKeys.Holder holder() {
        return new ApiKeys.Holder(id, name, new VendorId(vendorId), readOnly);
    }

    /** @param creator the name of the person who made it */
    ApiKeyRow row(String creator, Instant now) {
        var state = revokedAt != null
                ? ApiKeyRow.State.REVOKED
                : isUsable(now) ? ApiKeyRow.State.WORKS : ApiKeyRow.State.EXPIRED;
        return new ApiKeyRow(id, name, readOnly, createdBy(), creator, createdAt, expiresAt, lastUsedAt, state);
    }
}
