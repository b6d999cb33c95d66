package com.partsportal.table;

import com.partsportal.shared.InvalidValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which column of a table holds which field.
 *
 * @param fields one for each column; empty for a column that is not used
 */
public record ColumnMapping(List<String> fields) {

    /** What SAP calls the number of a part, others what it is made of. */
    private static final String SAP_NUMBER = "material";

    public ColumnMapping {
        fields = List.copyOf(fields);
    }

    /**
     * What the titles say. Of two columns that may mean one field the better word counts. Where nothing else can be the
     * part's number, a column {@code Material} is, as in SAP.
     *
     * @param remembered fields by {@link Headings#normalised} title, as somebody chose them before
     * @throws InvalidValue {@code csv.twice.columns} when two columns have one name that means a field
     */
    public static ColumnMapping guess(Table table, Headings headings, Map<String, String> remembered) {
        var fields = new ArrayList<>(Collections.nCopies(table.columns().size(), ""));
        var owner = new HashMap<String, Table.Column>();
        for (var column : table.columns()) {
            var title = column.title();
            var field = title.isEmpty()
                    ? byValues(column, headings)
                    : remembered.getOrDefault(
                            Headings.normalised(title), headings.field(title).orElse(""));
            if (!headings.fields().contains(field)) {
                continue;
            }
            var other = owner.get(field);
            if (other != null) {
                if (Headings.normalised(other.title()).equals(Headings.normalised(title)) && !title.isEmpty()) {
                    throw new InvalidValue("file", "csv.twice.columns", title);
                }
                if (rank(other, headings, remembered) <= rank(column, headings, remembered)) {
                    continue;
                }
                fields.set(other.position(), "");
            }
            owner.put(field, column);
            fields.set(column.position(), field);
        }
        var material = owner.get("material");
        if (!owner.containsKey("number")
                && material != null
                && !remembered.containsKey(SAP_NUMBER)
                && Headings.normalised(material.title()).equals(SAP_NUMBER)
                && areNumbers(table, material.position())) {
            fields.set(material.position(), "number");
        }
        return new ColumnMapping(fields);
    }

    /** Each row that has one has its own, with a digit; several parts may be of one material. */
    private static boolean areNumbers(Table table, int position) {
        var values = table.rows().stream()
                .filter(row -> row.fault() == null)
                .map(row -> row.cells().get(position))
                .filter(value -> !value.isEmpty())
                .toList();
        return !values.isEmpty()
                && values.stream().allMatch(value -> value.chars().anyMatch(Character::isDigit))
                && values.stream().distinct().count() == values.size();
    }

    private static int rank(Table.Column column, Headings headings, Map<String, String> remembered) {
        return remembered.containsKey(Headings.normalised(column.title())) ? -1 : headings.rank(column.title());
    }

    /** Without titles only an address identifies itself. */
    private static String byValues(Table.Column column, Headings headings) {
        return headings.fields().contains("email") && column.samples().stream().anyMatch(value -> value.contains("@"))
                ? "email"
                : "";
    }

    /**
     * As somebody chose it.
     *
     * @param chosen a field for each column, empty or missing for none
     * @throws InvalidValue {@code columns.twice} when two columns are to be the same field
     */
    public static ColumnMapping chosen(Table table, Headings headings, List<String> chosen) {
        var fields = new ArrayList<String>();
        var seen = new HashSet<String>();
        for (var column : table.columns()) {
            var field = column.position() < chosen.size() ? chosen.get(column.position()) : "";
            var known = headings.fields().contains(field) ? field : "";
            if (!known.isEmpty() && !seen.add(known)) {
                throw new InvalidValue("columns", "columns.twice");
            }
            fields.add(known);
        }
        return new ColumnMapping(fields);
    }

    /** As it is stored. */
    public String code() {
        return String.join(",", fields);
    }

    /** What {@link #code} stored. */
    public static ColumnMapping ofCode(String code) {
        return new ColumnMapping(Arrays.asList(code.split(",", -1)));
    }

    /** Whether a column is read as this field. */
    public boolean has(String field) {
        return fields.contains(field);
    }

    /** What a row has for a field; empty for nothing. */
    public String value(Table.Row row, String field) {
        var position = fields.indexOf(field);
        return position >= 0 && position < row.cells().size() ? row.cells().get(position) : "";
    }

    /** Titles of the columns that hold values and are not used. */
    public List<String> unused(Table table) {
        return table.columns().stream()
                .filter(column -> fields.get(column.position()).isEmpty())
                .filter(column -> !column.title().isEmpty() || !column.samples().isEmpty())
                .map(column -> column.title().isEmpty() ? Integer.toString(column.position() + 1) : column.title())
                .toList();
    }

    /** The field of a column; null for one that is not used. */
    public @Nullable String field(int position) {
        var field = fields.get(position);
        return field.isEmpty() ? null : field;
    }
}
