package com.partsportal.table;

import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.Languages;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Days as files write them. Of a year with two digits the century is that of the last hundred years. What could be two days
 * is a question, unless an order is given.
 */
final class DayText {

    private static final String TIME = "(?:[T ]+[0-9:.,]+(?: ?[AaPp][Mm])?(?:Z|[+-][0-9:]+)?)?";
    private static final Pattern ISO = Pattern.compile("([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})" + TIME);
    private static final Pattern COMPACT = Pattern.compile("([12][0-9]{3})([0-9]{2})([0-9]{2})");
    private static final Pattern FIGURES =
            Pattern.compile("([0-9]{1,2})([./-]) ?([0-9]{1,2})\\2 ?([0-9]{4}|[0-9]{2})" + TIME);

    /** Days since 1899-12-30, from 1950 on, also with the time as a fraction. */
    private static final Pattern SERIAL = Pattern.compile("([1-6][0-9]{4})(?:[.,][0-9]+)?");

    private static final Pattern BLANKS = Pattern.compile("\\p{Zs}+");

    /** Signs of the direction, which come along when a day is copied. */
    private static final Pattern DIRECTION = Pattern.compile("[\u200E\u200F]");

    private static final LocalDate FIRST_OF_SPREADSHEETS = LocalDate.of(1899, 12, 30);
    private static final int SERIAL_OF_1950 = 18264;

    private final @Nullable DayOrder order;
    private final LocalDate today;
    private final List<DateTimeFormatter> inWords;

    /** @param order null: what could be two days is a question */
    DayText(@Nullable DayOrder order, LocalDate today) {
        this.order = order;
        this.today = today;
        this.inWords = Languages.shipped().stream()
                .flatMap(language -> Stream.of(
                                "d[.][ ][-][/]MMM[.][ ][-][/]", "d[.][ ][-]MMMM[ ][-]", "MMM[.] d[,] ", "MMMM d[,] ")
                        .flatMap(pattern -> Stream.of(
                                words(pattern).appendPattern("uuuu").toFormatter(language),
                                words(pattern)
                                        .appendValueReduced(ChronoField.YEAR, 2, 2, firstYear())
                                        .toFormatter(language))))
                .map(format -> format.withResolverStyle(ResolverStyle.STRICT))
                .toList();
    }

    private static DateTimeFormatterBuilder words(String pattern) {
        return new DateTimeFormatterBuilder().parseCaseInsensitive().appendPattern(pattern);
    }

    private int firstYear() {
        return today.getYear() - 99;
    }

    /**
     * @throws InvalidValue {@code date.malformed}; {@code date.ambiguous} with both days; {@code date.serial} for a number
     *     as spreadsheets count days, with the day
     */
    LocalDate day(String field, String typed) {
        var text = plain(typed);
        try {
            var iso = ISO.matcher(text);
            var compact = COMPACT.matcher(text);
            if (iso.matches()) {
                return LocalDate.of(number(iso.group(1)), number(iso.group(2)), number(iso.group(3)));
            }
            if (compact.matches()) {
                return LocalDate.of(number(compact.group(1)), number(compact.group(2)), number(compact.group(3)));
            }
            if (FIGURES.matcher(text).matches()) {
                return inFigures(field, text);
            }
            var serial = SERIAL.matcher(text);
            if (serial.matches() && number(serial.group(1)) >= SERIAL_OF_1950) {
                throw new InvalidValue(
                        field, "date.serial", text, FIRST_OF_SPREADSHEETS.plusDays(number(serial.group(1))));
            }
            return inWords.stream()
                    .flatMap(format -> inWords(text, format).stream())
                    .findFirst()
                    .orElseThrow(() -> new DateTimeException("not a day"));
        } catch (DateTimeException malformed) {
            throw new InvalidValue(field, "date.malformed");
        }
    }

    private LocalDate inFigures(String field, String text) {
        var readings = readings(text);
        if (order != null && readings.containsKey(order)) {
            return readings.get(order);
        }
        var days = readings.values().stream().distinct().toList();
        if (days.size() > 1) {
            throw new InvalidValue(field, "date.ambiguous", text, days.get(0), days.get(1));
        }
        return days.stream().findFirst().orElseThrow(() -> new DateTimeException("not a day"));
    }

    /**
     * The days that a text in figures can be. With points the day is first everywhere; a year of two digits is the last one,
     * unless an order says that it is the first.
     */
    Map<DayOrder, LocalDate> readings(String text) {
        var found = new EnumMap<DayOrder, LocalDate>(DayOrder.class);
        var figures = FIGURES.matcher(plain(text));
        if (!figures.matches()) {
            return found;
        }
        var first = number(figures.group(1));
        var second = number(figures.group(3));
        var last = figures.group(4);
        var year = last.length() == 4 ? number(last) : century(number(last));
        day(year, second, first).ifPresent(day -> found.put(DayOrder.DAY_FIRST, day));
        if (!figures.group(2).equals(".")) {
            day(year, first, second).ifPresent(day -> found.put(DayOrder.MONTH_FIRST, day));
            if (order == DayOrder.YEAR_FIRST && last.length() == 2) {
                day(century(first), second, number(last)).ifPresent(day -> found.put(DayOrder.YEAR_FIRST, day));
            }
        }
        return found;
    }

    private static String plain(String text) {
        return BLANKS.matcher(DIRECTION.matcher(text).replaceAll("")).replaceAll(" ");
    }

    private int century(int year) {
        var ofThis = today.getYear() / 100 * 100 + year;
        return ofThis > today.getYear() ? ofThis - 100 : ofThis;
    }

    private static Optional<LocalDate> day(int year, int month, int day) {
        try {
            return Optional.of(LocalDate.of(year, month, day));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> inWords(String text, DateTimeFormatter format) {
        try {
            return Optional.of(LocalDate.parse(text, format));
        } catch (DateTimeException other) {
            return Optional.empty();
        }
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}
