package com.partsportal.part;

import com.partsportal.account.AccountId;
import com.partsportal.customer.CustomerId;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.Ids;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.NotFound;
import com.partsportal.table.ColumnMapping;
import com.partsportal.table.ColumnMemory;
import com.partsportal.table.Corrections;
import com.partsportal.table.DayOrder;
import com.partsportal.table.Headings;
import com.partsportal.table.MappedTable;
import com.partsportal.table.SheetChoice;
import com.partsportal.table.TableReader;
import com.partsportal.table.TableView;
import com.partsportal.vendor.VendorId;
import com.partsportal.vendor.Vendors;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Files of parts: read, and kept between their preview and their import. */
@Component
class PartFiles {

    private static final List<String> REQUIRED = List.of("number", "description");
    private static final Duration KEPT = Duration.ofDays(7);

    private final PartFileRepository files;
    private final PartsReader reader;
    private final ColumnMemory memory;
    private final Vendors vendors;
    private final Clock clock;

    PartFiles(PartFileRepository files, PartsReader reader, ColumnMemory memory, Vendors vendors, Clock clock) {
        this.files = files;
        this.reader = reader;
        this.memory = memory;
        this.vendors = vendors;
        this.clock = clock;
    }

    /** A kept file, how it is mapped and what it would do. */
    record Preview(UUID id, TableView table, PartsFile content) {

        /** Whether the columns without which there is no part are known. */
        boolean isComplete() {
            return REQUIRED.stream().allMatch(table::has);
        }
    }

    /**
     * Reads a file whose columns have names that are known.
     *
     * @param days how days in figures are meant; null: as the vendor's country writes them, if somebody chose it
     * @throws InvalidValue with field {@code file} when it is no such file at all, {@code csv.columns} when a column is
     *     missing; with field {@code sheet} when that is not there
     */
    PartsFile read(VendorId vendor, byte[] content, SheetChoice sheet, @Nullable DayOrder days) {
        var table = TableReader.read(content, sheet, Headings.PARTS);
        var mapping = memory.guess(vendor.value(), table, Headings.PARTS);
        if (!REQUIRED.stream().allMatch(mapping::has)) {
            throw new InvalidValue("file", "csv.columns");
        }
        return reader.read(new MappedTable(table, mapping, new Corrections(Map.of())), vendors.get(vendor), days);
    }

    /**
     * Reads a file and keeps it until it is imported, for a week; an earlier one of the same person is gone.
     *
     * @throws InvalidValue with field {@code file} when it is no such file at all
     */
    @Transactional
    public Preview keep(VendorId vendor, CustomerId customer, byte[] content, AccountId by) {
        var table = TableReader.read(content, SheetChoice.FIRST, Headings.PARTS);
        var mapping = memory.guess(vendor.value(), table, Headings.PARTS);
        var now = DatabaseTime.now(clock);
        files.forget(customer.value(), by.value());
        var file = new PartFile(Ids.next(), customer, content, by, now);
        file.mapColumns(table.sheet(), mapping);
        files.save(file);
        return preview(vendor, file);
    }

    /**
     * Understands a kept file otherwise, and remembers the choice for the vendor's next files.
     *
     * @param fields one for each column, empty for one that is not used; none: as it is guessed
     * @param days how days in figures are meant; null: nobody has said it
     * @throws NotFound when it is there no more, or belongs to another customer
     * @throws InvalidValue {@code columns.twice} when two columns are to be one field
     */
    @Transactional
    public Preview mapColumns(
            VendorId vendor, CustomerId customer, UUID id, int sheet, List<String> fields, @Nullable DayOrder days) {
        var file = find(customer, id);
        var table = TableReader.read(file.content(), sheet, Headings.PARTS);
        if (table.sheet() != file.sheet() || fields.isEmpty()) {
            file.mapColumns(table.sheet(), memory.guess(vendor.value(), table, Headings.PARTS));
        } else {
            var chosen = ColumnMapping.chosen(table, Headings.PARTS, fields);
            memory.remember(vendor.value(), table, Headings.PARTS, chosen);
            find(customer, id).mapColumns(table.sheet(), chosen);
        }
        find(customer, id).order(days);
        files.flush();
        return preview(vendor, find(customer, id));
    }

    /** A row as somebody corrected it: a text for each field. */
    record CorrectedRow(long line, Map<String, String> values) {}

    /**
     * Takes over what was corrected in rows that stay out. A row that was not touched keeps its fault.
     *
     * @throws NotFound when it is there no more, or belongs to another customer
     */
    @Transactional
    public void correct(VendorId vendor, CustomerId customer, UUID id, List<CorrectedRow> corrected) {
        var file = find(customer, id);
        var shown = preview(vendor, file).content().problems().stream()
                .collect(Collectors.toMap(PartsFile.Problem::line, PartsFile.Problem::values));
        var corrections = file.corrections();
        for (var row : corrected) {
            var before = shown.get(row.line());
            if (before != null) {
                var changed = row.values().entrySet().stream()
                        .filter(value -> before.containsKey(value.getKey())
                                && !value.getValue().equals(before.get(value.getKey())))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
                corrections = corrections.with(file.sheet(), row.line(), changed);
            }
        }
        file.correct(corrections);
        files.flush();
    }

    /** The file of which a person has not imported every row yet; empty when there is none. */
    @Transactional(readOnly = true)
    public Optional<UUID> open(CustomerId customer, AccountId by) {
        return files.open(customer.value(), by.value());
    }

    /** Its parts are imported; as long as rows stayed out it is still offered, so that they can be corrected. */
    @Transactional
    public void imported(CustomerId customer, Preview preview) {
        if (preview.content().problems().isEmpty()) {
            find(customer, preview.id()).imported();
            files.flush();
        }
    }

    /** @throws NotFound when it is there no more, or belongs to another customer */
    @Transactional(readOnly = true)
    public Preview get(VendorId vendor, CustomerId customer, UUID id) {
        return preview(vendor, find(customer, id));
    }

    /** Forgets files after a week. */
    @Scheduled(initialDelayString = "PT21M", fixedDelayString = "PT6H")
    @Transactional
    public void forget() {
        files.forget(DatabaseTime.now(clock).minus(KEPT));
    }

    private PartFile find(CustomerId customer, UUID id) {
        return files.findByIdAndCustomerId(id, customer.value()).orElseThrow(NotFound::new);
    }

    private Preview preview(VendorId vendor, PartFile file) {
        var table = TableReader.read(file.content(), file.sheet(), Headings.PARTS);
        var mapped = new MappedTable(table, file.columns(), file.corrections());
        var content = reader.read(mapped, vendors.get(vendor), file.dayOrder());
        return new Preview(file.id(), TableView.of(table, Headings.PARTS, file.columns()), content);
    }
}
