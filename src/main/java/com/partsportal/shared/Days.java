package com.partsportal.shared;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;

/** Calendar days as people and programs write them: ISO 8601 with a year of four digits, 0000 to 9999. */
public final class Days {

    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private Days() {}

    /** @throws DateTimeException for anything else, such as a 30 February or a year that the database does not have */
    public static LocalDate parse(String text) {
        if (!DAY.matcher(text).matches()) {
            throw new DateTimeException("not a day");
        }
        return LocalDate.parse(text);
    }
}
