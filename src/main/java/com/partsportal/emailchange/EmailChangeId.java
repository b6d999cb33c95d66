package com.partsportal.emailchange;

import java.util.UUID;

/** Names one request to change an address; the business key of its process instance. */
public record EmailChangeId(UUID value) {

    /**
     * Reads what {@link #toString} gives.
     *
     * @throws IllegalArgumentException for anything but a UUID
     */
    public static EmailChangeId of(String text) {
        return new EmailChangeId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
