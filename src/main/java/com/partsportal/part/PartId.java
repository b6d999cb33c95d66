package com.partsportal.part;

import com.partsportal.shared.Ids;
import com.partsportal.shared.NotFound;
import java.util.UUID;

/** Names a part. */
public record PartId(UUID value) {

    /** @throws NotFound when the text is no id at all, which is answered like an unknown one */
    public static PartId of(String text) {
        return new PartId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
