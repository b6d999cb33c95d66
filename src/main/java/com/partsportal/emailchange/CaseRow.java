package com.partsportal.emailchange;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A case in support's list: a request to change an address, or a support case.
 *
 * @param number that people say on the phone
 * @param kind of a support case, or {@code EMAIL_CHANGE}
 * @param company names of the person's companies, or the company concerned
 * @param person name of the login's owner, where the login is known
 * @param email present address of the login, or that was given as such
 * @param waitingFor a code of what is missing; null when it is closed
 * @param escalatedAt since when it is the lead's; null: it is not, or it is closed
 * @param delayed it was the lead's at some time
 * @param outcome a code; null while it is open
 * @param closedBy name of the agent or person who ended it; null: the portal, or somebody signed out
 */
record CaseRow(
        UUID id,
        long number,
        String kind,
        @Nullable String company,
        @Nullable String person,
        @Nullable String email,
        @Nullable String newEmail,
        Instant openedAt,
        @Nullable String waitingFor,
        @Nullable Instant escalatedAt,
        boolean delayed,
        @Nullable Instant closedAt,
        @Nullable String outcome,
        @Nullable String closedBy) {

    /** Whether nobody has closed it yet. */
    public boolean isOpen() {
        return closedAt == null;
    }
}
