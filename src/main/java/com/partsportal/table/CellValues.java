package com.partsportal.table;

import com.ibm.icu.text.DecimalFormatSymbols;
import com.ibm.icu.util.ULocale;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.WholeNumber;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Days and quantities as the people of a country write them. What could be two things is a question, never a guess. */
public final class CellValues {

    private static final int LARGEST_QUANTITY = 999_999_999;

    /** {@code 10.0} and {@code 10,00}: no fraction in it. */
    private static final Pattern ZEROS = Pattern.compile("(0|[1-9][0-9]*)[.,]0+");

    /** {@code 1.000,00} and {@code 1,000.00}: two signs in one number say which of them is which. */
    private static final Pattern GROUPS_AND_ZEROS = Pattern.compile(
            "([1-9][0-9]{0,2}(?:([.,' \u2019\u00A0\u2009\u202F])[0-9]{3})(?:\\2[0-9]{3}){0,3})(?!\\2)[.,]0+");

    private final DayText days;
    private final char decimal;

    private CellValues(DayText days, char decimal) {
        this.days = days;
        this.decimal = decimal;
    }

    /**
     * @param region two letters of ISO 3166: how quantities are written
     * @param order of days in figures; null: what could be two days is a question
     * @param today to which century a year of two digits belongs
     */
    public static CellValues of(String region, @Nullable DayOrder order, LocalDate today) {
        var language = ULocale.addLikelySubtags(new ULocale("und", region));
        return new CellValues(
                new DayText(order, today),
                DecimalFormatSymbols.getInstance(language).getDecimalSeparator());
    }

    /**
     * @param field that is named when the text cannot be read
     * @return null for an empty text
     * @throws InvalidValue {@code date.malformed}; {@code date.ambiguous} with the text and both days; {@code date.serial}
     *     with the text and the day, for a number as spreadsheets count days
     */
    public @Nullable LocalDate day(String field, String text) {
        return text.isEmpty() ? null : days.day(field, text);
    }

    /** The days that a text can be, by the order in which it would be written; empty for one that is not in figures. */
    public Map<DayOrder, LocalDate> readings(String text) {
        return days.readings(text);
    }

    /**
     * @return null for an empty text and for 0, which both mean that there is none
     * @throws InvalidValue {@code quantity.malformed}; {@code quantity.meant} with the number that it probably is
     */
    public @Nullable Integer quantity(String field, String text) {
        if (text.isEmpty()) {
            return null;
        }
        var number = whole(field, text)
                .filter(value -> value <= LARGEST_QUANTITY)
                .orElseThrow(() -> new InvalidValue(field, "quantity.malformed"));
        return number == 0 ? null : (int) (long) number;
    }

    /** A group of three digits behind the country's decimal sign could be a fraction: {@code 1.500} in the United States. */
    private Optional<Long> whole(String field, String text) {
        var zeros = ZEROS.matcher(text);
        if (zeros.matches() && text.length() - zeros.end(1) != 4) {
            return WholeNumber.of(zeros.group(1)).map(WholeNumber::value);
        }
        var both = GROUPS_AND_ZEROS.matcher(text);
        if (both.matches()) {
            return WholeNumber.of(both.group(1)).map(WholeNumber::value);
        }
        var number = WholeNumber.of(text);
        if (number.isPresent() && number.get().isGrouped() && text.indexOf(decimal) >= 0) {
            throw new InvalidValue(
                    field, "quantity.meant", Long.toString(number.get().value()));
        }
        return number.map(WholeNumber::value);
    }
}
