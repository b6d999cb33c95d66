package com.partsportal.shared;

import java.time.Duration;
import java.time.format.DateTimeParseException;

/**
 * So many times in a period; what was used comes back evenly over the period. Written as {@code 10/PT15M}.
 *
 * @param times at least 1
 * @param period longer than nothing
 */
public record Limit(long times, Duration period) {

    public Limit {
        if (times < 1 || period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException(
                    "A limit is a number of at least 1 and a period: " + times + "/" + period);
        }
    }

    /**
     * Reads a setting.
     *
     * @param text such as {@code 10/PT15M}: a number and an ISO-8601 duration
     * @throws IllegalArgumentException for anything else
     */
    public static Limit of(String text) {
        var parts = text.strip().split("/");
        if (parts.length != 2) {
            throw new IllegalArgumentException("A limit reads like 10/PT15M, not " + text);
        }
        try {
            return new Limit(Long.parseLong(parts[0].strip()), Duration.parse(parts[1].strip()));
        } catch (NumberFormatException | DateTimeParseException e) {
            throw new IllegalArgumentException("A limit reads like 10/PT15M, not " + text, e);
        }
    }

    @Override
    public String toString() {
        return times + "/" + period;
    }
}
