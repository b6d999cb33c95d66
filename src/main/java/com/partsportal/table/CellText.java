package com.partsportal.table;

import com.ibm.icu.lang.UCharacter;
import com.partsportal.shared.CsvFile;
import java.util.regex.Pattern;

/** The text of a cell, without what spreadsheets put around it. */
final class CellText {

    /** {@code ="00123"}: a formula that keeps digits from being read as a number. */
    private static final Pattern FORMULA = Pattern.compile("=\"((?:[^\"]|\"\")*)\"");

    private static final Pattern LINES = Pattern.compile("(?<![ \t])[ \t]*+[\r\n\u000B\u2028\u2029][\\s\u2028\u2029]*");

    private CellText() {}

    /** Trimmed and in one line; empty for what says that there is no value. */
    static String of(String cell) {
        var text = LINES.matcher(trim(cell)).replaceAll(" ");
        var formula = FORMULA.matcher(text);
        if (formula.matches()) {
            return trim(formula.group(1).replace("\"\"", "\""));
        }
        return CsvFile.isNoValue(text) ? "" : CsvFile.withoutGuard(text);
    }

    private static String trim(String text) {
        var from = 0;
        var to = text.length();
        while (from < to && UCharacter.isUWhiteSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && UCharacter.isUWhiteSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }
}
