package com.partsportal.customer;

import com.fasterxml.jackson.annotation.JsonValue;
import com.partsportal.shared.Ids;
import com.partsportal.shared.NotFound;
import java.util.UUID;

/** Names a vendor's customer; the business key of its onboarding. */
public record CustomerId(@JsonValue UUID value) {

    /** @throws NotFound when the text is no id at all, which is answered like an unknown one */
    public static CustomerId of(String text) {
        return new CustomerId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
