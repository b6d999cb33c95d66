package com.partsportal.customer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the contact did with the newest invitation, as far as that can be known.
 *
 * @param persons visits to its page by a person
 * @param filters visits that were rather a mail filter's
 * @param lastPerson the last visit by a person; null: none
 * @param newInvitationRequestedAt when somebody requested a new one from its dead link; null: nobody has
 */
public record Visits(
        long persons,
        long filters,
        @Nullable Instant lastPerson,
        @Nullable Instant newInvitationRequestedAt) {}
