package com.partsportal.table;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which column means what, as each vendor's people chose it on an earlier file. */
@Service
public class ColumnMemory {

    private static final int LONGEST_TITLE = 200;

    private final RememberedColumnRepository columns;

    ColumnMemory(RememberedColumnRepository columns) {
        this.columns = columns;
    }

    /**
     * What the titles of this table mean to this vendor.
     *
     * @throws com.partsportal.shared.InvalidValue {@code csv.twice.columns} when two columns have one name that means a field
     */
    @Transactional(readOnly = true)
    public ColumnMapping guess(UUID vendor, Table table, Headings headings) {
        Map<String, String> remembered = columns.findByVendorIdAndKind(vendor, headings.kind()).stream()
                .collect(Collectors.toMap(RememberedColumn::title, RememberedColumn::field));
        return ColumnMapping.guess(table, headings, remembered);
    }

    /** Remembers a choice, in the caller's transaction; columns without a title cannot be recognised again. */
    @Transactional
    public void remember(UUID vendor, Table table, Headings headings, ColumnMapping mapping) {
        for (var column : table.columns()) {
            var title = Headings.normalised(column.title());
            var field = mapping.fields().get(column.position());
            var said = headings.field(column.title()).orElse("");
            if (!title.isEmpty() && title.length() <= LONGEST_TITLE && !said.equals(field)) {
                columns.remember(vendor, headings.kind(), title, field);
            }
        }
    }
}
