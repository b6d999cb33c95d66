package com.partsportal.customer;

import com.partsportal.shared.InvalidValue;
import java.util.Arrays;

/**
 * By what a list is sorted. Ties go by id in the same direction, within a ranking or a status by date of creation first.
 *
 * @param descending written as {@code -} in front
 */
public record CustomerSort(Key key, boolean descending) {

    /** The newest first. */
    public static final CustomerSort DEFAULT = new CustomerSort(Key.CREATED, true);

    /** The columns that sort. */
    public enum Key {
        CREATED("created", "c.created_at", "timestamptz"),
        /** Case and accents folded. */
        COMPANY_NAME("companyName", "c.company_sort", "text"),
        /** By code point. */
        EMAIL("email", "c.email", "text"),
        /** By the vendor's order of rankings. */
        RANKING("ranking", "c.created_at", "timestamptz"),
        /** In the order of {@link CustomerStatus}. */
        STATUS("status", "c.created_at", "timestamptz");

        private final String word;
        private final String column;
        private final String type;

        Key(String word, String column, String type) {
            this.word = word;
            this.column = column;
            this.type = type;
        }

        /** What orders the rows, those of one ranking or status if it sorts by these. */
        String column() {
            return column;
        }

        boolean isTime() {
            return this == CREATED || this == RANKING || this == STATUS;
        }

        String type() {
            return type;
        }
    }

    /**
     * Reads {@code companyName} or {@code -companyName}.
     *
     * @throws InvalidValue with field {@code sort} for any other word
     */
    public static CustomerSort of(String word) {
        var descending = word.startsWith("-");
        var name = descending ? word.substring(1) : word;
        return Arrays.stream(Key.values())
                .filter(key -> key.word.equals(name))
                .findFirst()
                .map(key -> new CustomerSort(key, descending))
                .orElseThrow(() -> new InvalidValue("sort", "sort.unknown"));
    }

    @Override
    public String toString() {
        return (descending ? "-" : "") + key.word;
    }
}
