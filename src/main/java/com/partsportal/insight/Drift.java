package com.partsportal.insight;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One disagreement between a row and the engine.
 *
 * @param process the definition's key
 * @param key the business key
 * @param row id of the row; null when there is none
 * @param instance id of the instance; null when there is none, or more than one
 * @param expected what the row says
 * @param actual what the engine says
 */
record Drift(
        DriftKind kind,
        String process,
        String key,
        @Nullable UUID row,
        @Nullable String instance,
        @Nullable String expected,
        @Nullable String actual) {

    /** The row of a kind that has one. */
    UUID requireRow() {
        return Objects.requireNonNull(row);
    }

    /** The instance of a kind that has one. */
    String requireInstance() {
        return Objects.requireNonNull(instance);
    }
}
