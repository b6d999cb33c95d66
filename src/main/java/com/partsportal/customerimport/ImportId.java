package com.partsportal.customerimport;

import com.partsportal.shared.Ids;
import com.partsportal.shared.NotFound;
import java.util.UUID;

/** Names one file of customers. */
public record ImportId(UUID value) {

    /** @throws NotFound when the text is no id at all, which is answered like an unknown one */
    public static ImportId of(String text) {
        return new ImportId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
