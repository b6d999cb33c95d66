package com.partsportal.shared;

import com.ibm.icu.text.DecimalFormatSymbols;
import com.ibm.icu.util.ULocale;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;

/** Lines of CSV files that we write (RFC 4180), safe for spreadsheets. */
public final class CsvFile {

    private static final String NOTHING =
            "(?i:#n/a|#na|#ref!|#value!|#name\\?|#div/0!|#null!|#num!|null|\\(null\\)|nan)";

    /** What spreadsheets and databases write where there is no value. */
    private static final Pattern NO_VALUE = Pattern.compile(NOTHING);

    /** What a spreadsheet takes for a formula, what says that there is no value, and what would lose an apostrophe of its own. */
    private static final Pattern FORMULA = Pattern.compile("(?s)(?:[=+\\-@\t\r]|'+[=+\\-@\t\r0-9]).*|'*" + NOTHING);

    private static final Pattern GUARDED = Pattern.compile("(?s)'+(?:[=+\\-@\t\r0-9].*|" + NOTHING + ")");

    private CsvFile() {}

    /** Whether it says that there is no value. */
    public static boolean isNoValue(String cell) {
        return NO_VALUE.matcher(cell).matches();
    }

    /** A cell of an export that no spreadsheet takes for a formula, and no import for nothing. */
    public static String cell(String value) {
        return FORMULA.matcher(value).matches() ? "'" + value : value;
    }

    /** What {@link #cell} was given; also without the apostrophe that keeps digits from being read as a number. */
    public static String withoutGuard(String cell) {
        return GUARDED.matcher(cell).matches() ? cell.substring(1) : cell;
    }

    /** A line of an export, with its end: RFC 4180, every value as {@link #cell}. */
    static String line(List<String> values, char delimiter) {
        var format = CSVFormat.RFC4180.builder().setDelimiter(delimiter).get();
        return format.format(values.stream().map(CsvFile::cell).toArray()) + "\r\n";
    }

    /**
     * The delimiter that spreadsheets of a country expect: a semicolon where the comma is the decimal sign.
     *
     * @param region two letters of ISO 3166
     */
    public static char delimiter(String region) {
        var language = ULocale.addLikelySubtags(new ULocale("und", region));
        return DecimalFormatSymbols.getInstance(language).getDecimalSeparator() == ',' ? ';' : ',';
    }
}
