package com.partsportal.rfq;

import com.partsportal.shared.Ids;
import com.partsportal.shared.NotFound;
import java.util.UUID;

/** Names an RFQ; the business key of its process. */
public record RfqId(UUID value) {

    /** @throws NotFound when the text is no id at all, which is answered like an unknown one */
    public static RfqId of(String text) {
        return new RfqId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
