package com.partsportal.insight;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that a page shows as a picture and as a table, and a CSV file has as they are.
 *
 * @param id in addresses and keys of messages
 * @param columns what the values of each row are
 */
record Chart(String id, Shape shape, List<Column> columns, List<Row> rows) {

    /** How the numbers are drawn. */
    enum Shape {
        /** A bar for the first value of each row, as a share of the largest. */
        BARS,
        /** A line for each column, over the rows. */
        LINES,
        /** Not drawn. */
        NUMBERS
    }

    /** How a value is written. */
    enum Format {
        NUMBER,
        PERCENT,
        /** In seconds. */
        DURATION
    }

    /** @param id in keys of messages */
    record Column(String id, Format format) {}

    /**
     * @param label a name, or a code
     * @param code whether the label is a code that has a message
     * @param values null: there is none
     */
    record Row(String label, boolean code, List<@Nullable Double> values) {}

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Of the first value of this row, how many per cent of the largest it is. */
    public double share(Row row) {
        var largest = rows.stream().mapToDouble(Chart::first).max().orElse(0);
        return largest == 0 ? 0 : Math.round(first(row) / largest * 1000) / 10.0;
    }

    private static double first(Row row) {
        var value = row.values().get(0);
        return value == null ? 0 : value;
    }
}
