package com.partsportal.shared;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.UUID;

/** Ids of rows: UUIDs of version 7, which grow with time and so keep indexes dense. */
public final class Ids {

    private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    private Ids() {}

    /** A new id: a UUID of version 7, so that ids ascend with the time of their creation. */
    public static UUID next() {
        return GENERATOR.generate();
    }

    /**
     * An id as it is written in a URL, in its usual form.
     *
     * @throws NotFound when the text is no id at all, which is answered like an unknown one
     */
    public static UUID parse(String text) {
        try {
            var id = UUID.fromString(text);
            if (id.toString().equalsIgnoreCase(text)) {
                return id;
            }
        } catch (IllegalArgumentException noId) {
            // answered below
        }
        throw new NotFound();
    }
}
