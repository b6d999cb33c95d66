package com.partsportal.rfq;

import com.partsportal.part.PartId;
import com.partsportal.shared.FreeText;
import com.partsportal.shared.InvalidValue;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An RFQ to be submitted.
 *
 * @param lines one for each chosen part
 * @param described one for each part that the vendor has not prepared
 */
public record NewRfq(
        List<Line> lines,
        List<DescribedPart> described,
        @Nullable LocalDate neededBy,
        @Nullable String note) {

    /** The most parts of one RFQ. */
    public static final int MOST_LINES = 500;

    /** The most quantities of one part. */
    public static final int MOST_QUANTITIES = 10;

    /** The largest quantity. */
    public static final int LARGEST_QUANTITY = 10_000_000;

    /** Characters of a note, a reason or an answer. */
    static final int LONGEST_TEXT = 2000;

    public NewRfq {
        lines = List.copyOf(lines);
        described = List.copyOf(described);
    }

    /** Of prepared parts only. */
    public NewRfq(List<Line> lines, @Nullable LocalDate neededBy, @Nullable String note) {
        this(lines, List.of(), neededBy, note);
    }

    /**
     * This RFQ with its texts as they are stored.
     *
     * @param today in UTC; a day earlier is accepted, since it may still be that day elsewhere
     * @throws InvalidValue with field {@code lines}, {@code neededBy}, {@code note} or one of a {@link DescribedPart}
     */
    NewRfq checked(LocalDate today) {
        var count = lines.size() + described.size();
        if (count == 0 || count > MOST_LINES) {
            throw new InvalidValue("lines", "rfq.lines");
        }
        var parts = new HashSet<PartId>();
        if (!lines.stream().allMatch(line -> parts.add(line.part()) && areInRange(line.quantities()))
                || !described.stream().allMatch(part -> areInRange(part.quantities()))) {
            throw new InvalidValue("lines", "rfq.quantity");
        }
        if (neededBy != null && (neededBy.isBefore(today.minusDays(1)) || !neededBy.isBefore(today.plusYears(10)))) {
            throw new InvalidValue("neededBy", "rfq.neededBy");
        }
        return new NewRfq(
                lines,
                described.stream().map(DescribedPart::checked).toList(),
                neededBy,
                FreeText.portalLines("note", note, LONGEST_TEXT));
    }

    /** The same for some of its lines. */
    NewRfq with(List<Line> some, List<DescribedPart> someDescribed) {
        return new NewRfq(some, someDescribed, neededBy, note);
    }

    private static boolean areInRange(List<Integer> quantities) {
        return !quantities.isEmpty()
                && quantities.size() <= MOST_QUANTITIES
                && quantities.stream().allMatch(one -> one >= 1 && one <= LARGEST_QUANTITY);
    }

    /** A part in the quantities that are to be quoted. */
    public record Line(PartId part, List<Integer> quantities) {

        public Line {
            quantities = List.copyOf(quantities);
        }
    }
}
