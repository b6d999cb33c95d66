package com.partsportal.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table with the meaning of its columns and with what a person corrected in it. */
public record MappedTable(Table table, ColumnMapping mapping, Corrections corrections) {

    /** The rows below the titles, in the order of the file, as they were read. */
    public List<Table.Row> rows() {
        return table.rows();
    }

    /** What a row has for a field, as it was corrected or read; empty for nothing. */
    public String value(Table.Row row, String field) {
        return corrections.value(table.sheet(), row.line(), field).orElseGet(() -> mapping.value(row, field));
    }

    /** Why a row cannot be used; null when it can, or when a person has corrected it and left nothing that is broken. */
    public Table.@Nullable Fault fault(Table.Row row) {
        if (!corrections.has(table.sheet(), row.line())) {
            return row.fault();
        }
        var isBroken = mapping.fields().stream()
                .filter(field -> !field.isEmpty())
                .anyMatch(field -> TableReader.isBroken(value(row, field)));
        return isBroken ? Table.Fault.BROKEN : null;
    }
}
