package com.partsportal.vendor;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A key of the REST API as its vendor sees it; what it is made of is known to its user alone. */
public record ApiKeyRow(
        UUID id,
        String name,
        String createdBy,
        Instant createdAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {}
