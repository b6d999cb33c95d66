package com.partsportal.customer;

import com.partsportal.shared.NotFound;
import java.util.UUID;

/** Names one file of customers. */
public record ImportId(UUID value) {

    /** @throws NotFound when the text is no id at all, which is answered like an unknown one */
    public static ImportId of(String text) {
        try {
            return new ImportId(UUID.fromString(text));
        } catch (IllegalArgumentException noId) {
            throw new NotFound();
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
