package com.partsportal.shared;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A whole number as people type it. Digits are the number; with groups of digits ({@code 1,500}, {@code 1.500},
 * {@code 2 500}, {@code 1'500}) it is one number or a question, never a list.
 *
 * @param value not negative
 * @param isGrouped whether it was typed in groups of digits, which in another language would be something else
 */
public record WholeNumber(long value, boolean isGrouped) {

    /** Up to 15 digits, which neither overflow nor are a number of anything here. */
    private static final Pattern DIGITS = Pattern.compile("0|[1-9][0-9]{0,14}");

    /** One kind of separator throughout: point, comma, apostrophes, and blanks, those that do not break among them. */
    private static final Pattern GROUPS =
            Pattern.compile("[1-9][0-9]{0,2}(?:([.,'\u2019 \u00A0\u2007\u2009\u202F])[0-9]{3}(?:\\1[0-9]{3}){0,3})");

    /** The number that was typed; empty for anything else, lists and fractions among it. */
    public static Optional<WholeNumber> of(String typed) {
        var text = FreeText.trim(typed);
        if (DIGITS.matcher(text).matches()) {
            return Optional.of(new WholeNumber(Long.parseLong(text), false));
        }
        if (GROUPS.matcher(text).matches()) {
            return Optional.of(new WholeNumber(Long.parseLong(text.replaceAll("[^0-9]", "")), true));
        }
        return Optional.empty();
    }
}
