package com.partsportal.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table as it was read: columns, rows and no meaning yet.
 *
 * @param charset in which it was read, for people; empty for a workbook
 * @param charsetSample a word that shows whether a guessed encoding is right; null when nothing was guessed
 * @param sheets names of a workbook's sheets; empty for text
 * @param sheet the one that was read, from 0
 * @param rows in the order of the file
 */
public record Table(
        String charset,
        @Nullable String charsetSample,
        List<String> sheets,
        int sheet,
        List<Column> columns,
        List<Row> rows) {

    public Table {
        sheets = List.copyOf(sheets);
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * @param position from 0
     * @param title as it is in the file; empty when the file has no header
     * @param samples some of its values
     */
    public record Column(int position, String title, List<String> samples) {

        public Column {
            samples = List.copyOf(samples);
        }
    }

    /**
     * @param line in the file, from 1
     * @param cells one for each column, empty for nothing
     * @param fault why the row cannot be used at all; null when it can
     */
    public record Row(
            long line, List<String> cells, @Nullable Fault fault) {

        public Row {
            cells = List.copyOf(cells);
        }
    }

    /** Why a row cannot be used. */
    public enum Fault {
        /** A quotation mark is missing or too many. */
        QUOTE,
        /** More cells than columns: an unquoted delimiter in a value. */
        CELLS,
        /** Letters were lost or mangled before the file came here. */
        BROKEN,
        /** The titles of the columns once more. */
        HEADER,
        /** A sum of the rows above it, which is no row of its own. */
        TOTAL;

        /** Key of the message that says so. */
        public String messageKey() {
            return "table.fault." + name();
        }
    }
}
