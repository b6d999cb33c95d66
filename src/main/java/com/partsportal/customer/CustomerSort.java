package com.partsportal.customer;

import com.partsportal.shared.InvalidValue;
import java.util.Arrays;

/**
 * By what a list is sorted; ties go by id in the same direction.
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
        /** By the vendor's order of rankings; in the statement of one ranking its place. */
        RANKING("ranking", "0", "int"),
        /** In the order of {@link CustomerStatus}; in the statement of one status its place. */
        STATUS("status", "0", "int");

        private final String word;
        private final String expression;
        private final String type;

        Key(String word, String expression, String type) {
            this.word = word;
            this.expression = expression;
            this.type = type;
        }

        String expression() {
            return expression;
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
