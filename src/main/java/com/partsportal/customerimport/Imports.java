package com.partsportal.customerimport;

import com.partsportal.account.AccountId;
import com.partsportal.invitation.Invitations;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.Ids;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.NotFound;
import com.partsportal.table.ColumnMapping;
import com.partsportal.table.ColumnMemory;
import com.partsportal.table.Headings;
import com.partsportal.table.MappedTable;
import com.partsportal.table.SheetChoice;
import com.partsportal.table.Table;
import com.partsportal.table.TableReader;
import com.partsportal.table.TableView;
import com.partsportal.vendor.VendorId;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Many customers at once, from a file with a company, an address, and if it has them a phone number and a ranking. It is
 * read and judged as a whole, its rows are stored, and {@link ImportRunner} works them off, each in a transaction of its own.
 */
@Service
public class Imports {

    /** The columns of the file, as its template has them. */
    public static final List<String> COLUMNS = Headings.CUSTOMERS.fields();

    /** Without these there is no customer; what is missing otherwise has a default. */
    private static final List<String> REQUIRED = List.of("company_name", "email");

    private static final Pattern NAMED_ADDRESS = Pattern.compile("[^<>@]*<([^<>]+)>");

    private static final Duration FORGOTTEN = Duration.ofDays(7);

    private static final Logger log = LoggerFactory.getLogger(Imports.class);

    private static final int LATEST = 5;
    private static final int PORTION = 500;

    private final ImportRepository imports;
    private final ImportRowRepository rows;
    private final ImportBulkWriter writer;
    private final ImportVerdicts verdicts;
    private final ColumnMemory memory;
    private final Invitations invitations;
    private final Clock clock;

    Imports(
            ImportRepository imports,
            ImportRowRepository rows,
            ImportBulkWriter writer,
            ImportVerdicts verdicts,
            ColumnMemory memory,
            Invitations invitations,
            Clock clock) {
        this.imports = imports;
        this.rows = rows;
        this.writer = writer;
        this.verdicts = verdicts;
        this.memory = memory;
        this.invitations = invitations;
        this.clock = clock;
    }

    /**
     * Reads and judges a file and begins to import it.
     *
     * @param sheet of a workbook
     * @param dryRun judge only: no customer is made
     * @param invite whether to invite each customer at once
     * @throws InvalidValue with field {@code file} when it is no such file at all, {@code csv.columns} when a column is
     *     missing; with field {@code sheet} when that is not there
     * @throws com.partsportal.shared.Refused {@code too-many-open-invitations} when it is to invite
     */
    @Transactional
    public ImportId start(
            VendorId vendor, byte[] file, SheetChoice sheet, boolean dryRun, boolean invite, AccountId by) {
        if (invite && !dryRun) {
            invitations.checkOpen(vendor.value());
        }
        var table = TableReader.read(file, sheet, Headings.CUSTOMERS);
        var mapping = memory.guess(vendor.value(), table, Headings.CUSTOMERS);
        if (!REQUIRED.stream().allMatch(mapping::has)) {
            throw new InvalidValue("file", "csv.columns");
        }
        var fresh = fresh(vendor, by);
        return store(dryRun ? fresh.judgedOnly(invite) : fresh.started(invite), table, mapping);
    }

    /**
     * Reads and judges a file; it is imported when somebody {@link #confirm}s it.
     *
     * @throws InvalidValue with field {@code file} when it is no such file at all
     */
    @Transactional
    public ImportId preview(VendorId vendor, byte[] file, AccountId by) {
        var table = TableReader.read(file, SheetChoice.FIRST, Headings.CUSTOMERS);
        var mapping = memory.guess(vendor.value(), table, Headings.CUSTOMERS);
        imports.forgetPreviews(vendor.value(), by.value());
        var fresh = fresh(vendor, by);
        fresh.keep(file);
        return store(fresh, table, mapping);
    }

    /**
     * How the file of a preview was read; empty when its import has begun.
     *
     * @throws NotFound for an unknown or foreign one
     */
    @Transactional(readOnly = true)
    public Optional<TableView> table(VendorId vendor, ImportId id) {
        var kept = find(vendor, id);
        return Optional.ofNullable(kept.content())
                .map(content -> TableView.of(
                        TableReader.read(content, kept.sheet(), Headings.CUSTOMERS),
                        Headings.CUSTOMERS,
                        kept.columns()));
    }

    /**
     * Reads the file of a preview otherwise and judges it again; the choice is remembered for the vendor's next files.
     *
     * @param fields one for each column, empty for one that is not used; none: as it is guessed
     * @throws InvalidValue {@code columns.twice} when two columns are to be one field
     * @throws NotFound for an unknown or foreign one, and one whose import has begun
     */
    @Transactional
    public void mapColumns(VendorId vendor, ImportId id, int sheet, List<String> fields) {
        var kept = lockPreview(vendor, id);
        var table = TableReader.read(content(kept), sheet, Headings.CUSTOMERS);
        var isGuess = table.sheet() != kept.sheet() || fields.isEmpty();
        var mapping = isGuess
                ? memory.guess(vendor.value(), table, Headings.CUSTOMERS)
                : ColumnMapping.chosen(table, Headings.CUSTOMERS, fields);
        if (!isGuess) {
            memory.remember(vendor.value(), table, Headings.CUSTOMERS, mapping);
        }
        var again = lockPreview(vendor, id);
        again.mapColumns(table.sheet(), mapping, mapping.unused(table));
        imports.flush();
        rewrite(id, vendor, rows(new MappedTable(table, mapping, again.corrections())));
    }

    /** A row as somebody corrected it on the preview; null for what was not shown. */
    public record CorrectedRow(
            long line,
            @Nullable String companyName,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String ranking,
            @Nullable String externalId) {}

    /**
     * Takes over what was corrected and judges all rows again. A row that was not touched keeps its fault.
     *
     * @throws NotFound for an unknown or foreign one, and one whose import has begun
     */
    @Transactional
    public void correct(VendorId vendor, ImportId id, List<CorrectedRow> corrected) {
        var kept = lockPreview(vendor, id);
        var shown = rows.all(id.value()).stream()
                .map(ImportRow::row)
                .collect(Collectors.toMap(ImportedRow::line, row -> row));
        var corrections = kept.corrections();
        for (var row : corrected) {
            var before = shown.get(row.line());
            if (before != null) {
                corrections = corrections.with(kept.sheet(), row.line(), changes(before, row));
            }
        }
        kept.correct(corrections);
        imports.flush();
        var table = TableReader.read(content(kept), kept.sheet(), Headings.CUSTOMERS);
        rewrite(id, vendor, rows(new MappedTable(table, kept.columns(), corrections)));
    }

    private static Map<String, String> changes(ImportedRow before, CorrectedRow row) {
        var changed = new HashMap<String, String>();
        change(changed, "company_name", before.companyName(), row.companyName());
        change(changed, "email", before.email(), row.email());
        change(changed, "phone", before.phone(), row.phone());
        change(changed, "ranking", before.ranking(), row.ranking());
        change(changed, "external_id", before.externalId(), row.externalId());
        return changed;
    }

    private static void change(Map<String, String> changed, String field, String before, @Nullable String typed) {
        if (typed != null && !before.equals(typed.strip())) {
            changed.put(field, typed.strip());
        }
    }

    private void rewrite(ImportId id, VendorId vendor, List<ImportVerdicts.Row> read) {
        var judged = verdicts.judge(vendor, read);
        rows.removeAll(id.value());
        writer.write(id, judged, false);
    }

    private static byte[] content(CustomerImport preview) {
        return Optional.ofNullable(preview.content()).orElseThrow(NotFound::new);
    }

    private CustomerImport find(VendorId vendor, ImportId id) {
        return imports.findByIdAndVendorId(id.value(), vendor.value()).orElseThrow(NotFound::new);
    }

    /** Held until the end of the transaction, so that nobody begins its import meanwhile. */
    private CustomerImport lockPreview(VendorId vendor, ImportId id) {
        return imports.lockPreview(id.value(), vendor.value()).orElseThrow(NotFound::new);
    }

    /** Titles of the columns of the file that were not used. */
    @Transactional(readOnly = true)
    public List<String> ignoredColumns(VendorId vendor, ImportId id) {
        return find(vendor, id).ignoredColumns();
    }

    /** Forgets dry runs and previews after a week. */
    @Scheduled(initialDelayString = "PT17M", fixedDelayString = "PT6H")
    @Transactional
    public void forget() {
        var forgotten = imports.forget(DatabaseTime.now(clock).minus(FORGOTTEN));
        if (forgotten > 0) {
            log.info("{} dry runs and previews of imports forgotten", forgotten);
        }
    }

    /**
     * Begins what was previewed; a repeat changes nothing.
     *
     * @throws com.partsportal.shared.Refused {@code too-many-open-invitations} when it is to invite
     */
    @Transactional
    public void confirm(VendorId vendor, ImportId id, boolean invite) {
        if (invite) {
            invitations.checkOpen(vendor.value());
        }
        progress(vendor, id);
        if (imports.begin(id.value(), vendor.value(), invite, DatabaseTime.now(clock)) == 1) {
            log.info("import {} begins", id);
        }
    }

    /** @throws NotFound for an unknown or foreign one */
    @Transactional(readOnly = true)
    public ImportProgress progress(VendorId vendor, ImportId id) {
        return imports.progress(id.value(), vendor.value()).orElseThrow(NotFound::new);
    }

    /** The refused rows in the order of the file, at most so many. */
    @Transactional(readOnly = true)
    public List<ImportedRow> rejected(VendorId vendor, ImportId id, int limit) {
        return rows(vendor, id, -1, false, limit);
    }

    /** Rows that are not refused and belong to a company of an earlier row, at most so many. */
    @Transactional(readOnly = true)
    public List<ImportedRow> noted(VendorId vendor, ImportId id, int limit) {
        return rows.noted(vendor.value(), id.value(), limit).stream()
                .map(ImportRow::row)
                .toList();
    }

    /** The first rows of the file, refused or not. */
    @Transactional(readOnly = true)
    public List<ImportedRow> first(VendorId vendor, ImportId id, int limit) {
        return rows(vendor, id, -1, true, limit);
    }

    /** All rows in the order of the file, or the rejected ones, read in portions. */
    public void each(VendorId vendor, ImportId id, boolean onlyRejected, Consumer<ImportedRow> reader) {
        var portion = rows(vendor, id, -1, !onlyRejected, PORTION);
        while (!portion.isEmpty()) {
            portion.forEach(reader);
            portion = rows(vendor, id, portion.get(portion.size() - 1).line(), !onlyRejected, PORTION);
        }
    }

    /** The vendor's imports that are under way or were finished lately, the newest first. */
    @Transactional(readOnly = true)
    public List<ImportProgress> latest(VendorId vendor) {
        return imports.latest(vendor.value(), LATEST).stream()
                .map(id -> progress(vendor, new ImportId(id)))
                .toList();
    }

    private CustomerImport fresh(VendorId vendor, AccountId by) {
        return new CustomerImport(new ImportId(Ids.next()), vendor, by, DatabaseTime.now(clock));
    }

    private ImportId store(CustomerImport file, Table table, ColumnMapping mapping) {
        file.mapColumns(table.sheet(), mapping, mapping.unused(table));
        imports.saveAndFlush(file);
        var judged = verdicts.judge(file.vendor(), rows(new MappedTable(table, mapping, file.corrections())));
        writer.write(file.id(), judged, file.dryRun());
        log.info("import {} of {} rows for vendor {}", file.id(), judged.size(), file.vendor());
        return file.id();
    }

    private static List<ImportVerdicts.Row> rows(MappedTable table) {
        return table.rows().stream()
                .map(row -> new ImportVerdicts.Row(
                        row.line(),
                        table.value(row, "company_name"),
                        address(table.value(row, "email")),
                        table.value(row, "phone"),
                        table.value(row, "ranking"),
                        table.value(row, "external_id"),
                        table.fault(row)))
                .toList();
    }

    /** Of {@code Ada Byron <ada@borg.example>} the address. */
    private static String address(String cell) {
        var named = NAMED_ADDRESS.matcher(cell);
        return named.matches() ? named.group(1).strip() : cell;
    }

    private List<ImportedRow> rows(VendorId vendor, ImportId id, long after, boolean all, int limit) {
        return rows.after(vendor.value(), id.value(), after, all, limit).stream()
                .map(ImportRow::row)
                .toList();
    }
}
