package com.partsportal.part;

import com.partsportal.shared.PlainName;
import jakarta.validation.constraints.Positive;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A part as a vendor describes it; number and revision tell it from the customer's others.
 *
 * @param revision empty or null: the part has none
 */
public record NewPart(
        @PlainName(max = 100, message = "{part.number.required}")
        String number,

        @PlainName(max = 50, optional = true) @Nullable String revision,

        @PlainName(max = 500, message = "{part.description.required}")
        String description,

        @PlainName(max = 200, optional = true) @Nullable String material,
        @PlainName(max = 200, optional = true) @Nullable String finish,
        @Nullable LocalDate lastQuoted,
        @Positive @Nullable Integer lastQuotedQuantity,
        @Nullable LocalDate lastOrdered,
        @Positive @Nullable Integer lastOrderedQuantity) {

    static NewPart of(PartRow row) {
        return new NewPart(
                row.number(),
                row.revision(),
                row.description(),
                row.material(),
                row.finish(),
                row.lastQuoted(),
                row.lastQuotedQuantity(),
                row.lastOrdered(),
                row.lastOrderedQuantity());
    }

    String revisionOrNone() {
        return revision == null ? "" : revision.strip();
    }
}
