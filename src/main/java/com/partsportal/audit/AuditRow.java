package com.partsportal.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of the audit.
 *
 * @param code what was done; the message {@code audit.action.CODE} says it
 * @param actor name of who did it; null: the portal
 * @param byKey whether it was an API key
 * @param vendor name; null where no vendor is concerned
 * @param subject name of what it was done to; null where it has none, or none any more
 * @param network see {@link com.partsportal.shared.ClientNetwork}; null where it is not known, or too old
 */
record AuditRow(
        UUID id,
        Instant at,
        String code,
        @Nullable UUID actorId,
        @Nullable String actor,
        boolean byKey,
        @Nullable String vendor,
        @Nullable UUID subjectId,
        @Nullable String subject,
        @Nullable String before,
        @Nullable String after,
        @Nullable String network) {}
