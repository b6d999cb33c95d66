package com.partsportal.part;

import com.partsportal.shared.FreeText;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.PastDay;
import com.partsportal.shared.PlainName;
import jakarta.validation.constraints.Positive;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part as a vendor describes it; number and revision tell it from the customer's others.
 *
 * @param revision empty or null: the part has none
 */
public record NewPart(
        @PlainName(max = NewPart.LONGEST_NUMBER, mayLink = true, message = "{part.number.required}")
        String number,

        @PlainName(max = NewPart.LONGEST_REVISION, mayLink = true, optional = true) @Nullable
        String revision,

        @PlainName(max = NewPart.LONGEST_DESCRIPTION, mayLink = true, message = "{part.description.required}")
        String description,

        @PlainName(max = NewPart.LONGEST_MATERIAL, mayLink = true, optional = true) @Nullable
        String material,

        @PlainName(max = NewPart.LONGEST_MATERIAL, mayLink = true, optional = true) @Nullable
        String finish,

        @PastDay @Nullable LocalDate lastQuoted,
        @Positive @Nullable Integer lastQuotedQuantity,
        @PastDay @Nullable LocalDate lastOrdered,
        @Positive @Nullable Integer lastOrderedQuantity) {

    /** Characters of its text. */
    public static final int LONGEST_NUMBER = 100;

    static final int LONGEST_REVISION = 50;

    private static final Pattern BLANKS = Pattern.compile("\\p{IsWhite_Space}+");
    /** Characters of its text. */
    public static final int LONGEST_DESCRIPTION = 500;
    /** Characters of its text. */
    public static final int LONGEST_MATERIAL = 200;

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

    /**
     * This part with all texts as they are stored: trimmed, composed (NFC), null for nothing. Two spellings that look the
     * same are one.
     *
     * @throws InvalidValue for a text that breaks its rule
     */
    NewPart normalised() {
        return new NewPart(
                plainNumber(number),
                plainRevision(revision),
                required("description", description, LONGEST_DESCRIPTION),
                FreeText.portalLine("material", material, LONGEST_MATERIAL),
                FreeText.portalLine("finish", finish, LONGEST_MATERIAL),
                lastQuoted,
                lastQuotedQuantity,
                lastOrdered,
                lastOrderedQuantity);
    }

    /** All of Unicode's blanks look the same within a number. */
    private static String plainNumber(String number) {
        return BLANKS.matcher(required("number", number, LONGEST_NUMBER)).replaceAll(" ");
    }

    private static @Nullable String plainRevision(@Nullable String revision) {
        var text = FreeText.portalLine("revision", revision, LONGEST_REVISION);
        return text == null ? null : BLANKS.matcher(text).replaceAll(" ");
    }

    private static String required(String field, String typed, int longest) {
        var text = FreeText.portalLine(field, typed, longest);
        if (text == null) {
            throw new InvalidValue(field, "name.required");
        }
        return text;
    }

    String revisionOrNone() {
        return revision == null ? "" : revision;
    }

    /** Number and revision, by which a customer's parts differ; of a {@link #normalised} part. */
    Key key() {
        return new Key(number, revisionOrNone());
    }

    /**
     * The key of a part that somebody names.
     *
     * @throws InvalidValue for a text that breaks its rule
     */
    static Key key(String number, String revision) {
        var plain = plainRevision(revision);
        return new Key(plainNumber(number), plain == null ? "" : plain);
    }

    /** What makes a part unique for its customer; the revision is empty for none. */
    record Key(String number, String revision) {}
}
