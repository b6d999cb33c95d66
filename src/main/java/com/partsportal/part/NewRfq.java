package com.partsportal.part;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An RFQ to be submitted.
 *
 * @param lines one for each chosen part
 */
public record NewRfq(
        List<Line> lines,
        @Nullable LocalDate neededBy,
        @Nullable String note) {

    /** The most parts of one RFQ. */
    public static final int MOST_LINES = 500;

    /** The most quantities of one part. */
    public static final int MOST_QUANTITIES = 10;

    /** The largest quantity. */
    public static final int LARGEST_QUANTITY = 10_000_000;

    public NewRfq {
        lines = List.copyOf(lines);
    }

    /** A part in the quantities that are to be quoted. */
    public record Line(PartId part, List<Integer> quantities) {

        public Line {
            quantities = List.copyOf(quantities);
        }
    }
}
