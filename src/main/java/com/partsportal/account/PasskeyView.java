package com.partsportal.account;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A passkey as its owner sees it, by the name they gave it. */
record PasskeyView(
        UUID id, String name, Instant createdAt, @Nullable Instant lastUsedAt) {}
