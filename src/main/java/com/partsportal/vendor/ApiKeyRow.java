package com.partsportal.vendor;

import com.partsportal.account.AccountId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key of the REST API as its vendor sees it; what it is made of is known to its user alone.
 *
 * @param createdByName the name of the person who made it
 * @param expiresAt when it ends by itself; null: never
 * @param lastUsedAt exact to a minute; null: never used
 */
public record ApiKeyRow(
        UUID id,
        String name,
        boolean readOnly,
        AccountId createdBy,
        String createdByName,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        State state) {

    /** What a call with the key meets. */
    public enum State {
        WORKS,
        EXPIRED,
        REVOKED
    }

    /** Whether calls with this key are accepted. */
    public boolean isUsable() {
        return state == State.WORKS;
    }
}
