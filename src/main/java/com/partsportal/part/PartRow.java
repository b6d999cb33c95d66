package com.partsportal.part;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A part.
 *
 * @param revision empty when there is none
 * @param retiredAt since when the customer does not see it any more; null while the customer does
 */
public record PartRow(
        PartId id,
        String number,
        String revision,
        String description,
        @Nullable String material,
        @Nullable String finish,
        @Nullable LocalDate lastQuoted,
        @Nullable Integer lastQuotedQuantity,
        @Nullable LocalDate lastOrdered,
        @Nullable Integer lastOrderedQuantity,
        @Nullable Instant retiredAt) {

    /** As queries make it. */
    PartRow(
            UUID id,
            String number,
            String revision,
            String description,
            @Nullable String material,
            @Nullable String finish,
            @Nullable LocalDate lastQuoted,
            @Nullable Integer lastQuotedQuantity,
            @Nullable LocalDate lastOrdered,
            @Nullable Integer lastOrderedQuantity,
            @Nullable Instant retiredAt) {
        this(
                new PartId(id),
                number,
                revision,
                description,
                material,
                finish,
                lastQuoted,
                lastQuotedQuantity,
                lastOrdered,
                lastOrderedQuantity,
                retiredAt);
    }

    /** In how many pieces it was ordered or quoted last, whichever came later; empty when the vendor does not say. */
    public Optional<Integer> lastQuantity() {
        var isOrdered = lastOrderedQuantity != null
                && (lastQuotedQuantity == null
                        || lastQuoted == null
                        || lastOrdered != null && !lastOrdered.isBefore(lastQuoted));
        return Optional.ofNullable(isOrdered ? lastOrderedQuantity : lastQuotedQuantity);
    }

    NewPart.Key key() {
        return new NewPart.Key(number, revision);
    }
}
