package com.partsportal.part;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A part as it stands.
 *
 * @param revision empty when there is none
 * @param drawing the file's name; null when there is none
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
        @Nullable String drawing) {}
