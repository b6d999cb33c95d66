package com.partsportal.table;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a preview says about a file before its rows: how it was read, and what each column means.
 *
 * @param kind see {@link Headings#kind}: prefix of the fields' labels
 * @param charset empty for a workbook
 * @param charsetSample a word to check a guessed encoding by; null when nothing was guessed
 * @param unused titles of the columns that are not used
 */
public record TableView(
        String kind,
        String charset,
        @Nullable String charsetSample,
        List<String> sheets,
        int sheet,
        List<MappedColumn> columns,
        List<String> fields,
        List<String> unused) {

    /** @param field empty for a column that is not used */
    public record MappedColumn(int position, String title, List<String> samples, String field) {}

    /** Whether a column is read as this field. */
    public boolean has(String field) {
        return columns.stream().anyMatch(column -> column.field().equals(field));
    }

    /** The preview of this table with these columns. */
    public static TableView of(Table table, Headings headings, ColumnMapping mapping) {
        return new TableView(
                headings.kind(),
                table.charset(),
                table.charsetSample(),
                table.sheets(),
                table.sheet(),
                IntStream.range(0, table.columns().size())
                        .mapToObj(position -> {
                            var column = table.columns().get(position);
                            return new MappedColumn(
                                    position,
                                    column.title(),
                                    column.samples(),
                                    mapping.fields().get(position));
                        })
                        .toList(),
                headings.fields(),
                mapping.unused(table));
    }
}
