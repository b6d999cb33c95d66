package com.partsportal.emailchange;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of a request's record as support reads it.
 *
 * @param actor the name of the person who did it; null: the portal, or somebody signed out
 */
record ChangeEventRow(
        Instant at,
        ChangeEvent.Type type,
        @Nullable String actor,
        @Nullable String comment) {}
