package com.partsportal.emailchange;

import java.util.UUID;

/** Names one case of support; the business key of its process instance. */
public record SupportCaseId(UUID value) {

    /**
     * Reads what {@link #toString} gives.
     *
     * @throws IllegalArgumentException for anything but a UUID
     */
    public static SupportCaseId of(String text) {
        return new SupportCaseId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
