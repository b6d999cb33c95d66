package com.partsportal.customer;

import com.partsportal.shared.InvalidValue;
import java.util.stream.Stream;

/**
 * How a list is sorted. Ties are ordered by id in the same direction, within a ranking or a status by date of creation first.
 *
 * @param descending written as {@code -} in front
 */
public record CustomerSort(Key key, boolean descending) {

    /** The newest first. */
    public static final CustomerSort DEFAULT = new CustomerSort(Key.CREATED, true);

    /** As a program reads what changed. */
    static final CustomerSort OLDEST_CHANGE_FIRST = new CustomerSort(Key.CHANGED, false);

    /** The columns that sort. */
    public enum Key {
        CREATED("created", "created_at"),
        /** By the last change. */
        CHANGED("changed", "changed_at"),
        /** Case and accents folded. */
        COMPANY_NAME("companyName", "company_sort"),
        /** By code point. */
        EMAIL("email", "email"),
        /** By the vendor's order of rankings. */
        RANKING("ranking", "created_at"),
        /** In the order of {@link CustomerStatus}. */
        STATUS("status", "created_at");

        private final String word;
        private final String column;

        Key(String word, String column) {
            this.word = word;
            this.column = column;
        }

        /** Whether its column holds points in time. */
        boolean isTime() {
            return !column.equals("company_sort") && !column.equals("email");
        }

        /** What orders the rows, those of one ranking or status if it sorts by these. */
        String column() {
            return column;
        }
    }

    /**
     * Reads {@code companyName} or {@code -companyName}.
     *
     * @throws InvalidValue with field {@code sort} for any other word
     */
    public static CustomerSort of(String word) {
        return Stream.of(Key.values())
                .flatMap(key -> Stream.of(new CustomerSort(key, false), new CustomerSort(key, true)))
                .filter(sort -> sort.toString().equals(word))
                .findFirst()
                .orElseThrow(() -> new InvalidValue("sort", "sort.unknown"));
    }

    @Override
    public String toString() {
        return (descending ? "-" : "") + key.word;
    }
}
