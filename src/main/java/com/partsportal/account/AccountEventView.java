package com.partsportal.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a login, as its person is shown it.
 *
 * @param passkey the present label of the passkey concerned; empty when it is gone, or none is concerned
 * @param after the version of the terms that was agreed to
 * @param network null for what the portal did by itself
 */
record AccountEventView(
        Instant at,
        AccountEvents.Type type,
        String passkey,
        @Nullable String after,
        @Nullable String network) {}
