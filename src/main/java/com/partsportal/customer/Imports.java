package com.partsportal.customer;

import com.partsportal.account.AccountId;
import com.partsportal.shared.CsvFile;
import com.partsportal.shared.CsvFile.Line;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.Ids;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.PhoneNumber;
import com.partsportal.shared.Retried;
import com.partsportal.shared.Times;
import com.partsportal.vendor.RankingRow;
import com.partsportal.vendor.VendorId;
import com.partsportal.vendor.Vendors;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door of many customers at once: a CSV file with the columns {@code company_name, email, phone, ranking}. The
 * file is read and judged as a whole, its rows are stored, and {@link ImportRunner} works them off, each in a
 * transaction of its own.
 */
@Service
public class Imports {

    /** The columns of the file, as its template has them. */
    public static final List<String> COLUMNS = List.of("company_name", "email", "phone", "ranking");

    private static final Logger log = LoggerFactory.getLogger(Imports.class);

    /** So many rows in a row that fail end an import. */
    private static final int HOPELESS = 10;

    private final JdbcClient jdbc;
    private final Customers customers;
    private final Vendors vendors;
    private final Validator validator;
    private final Clock clock;

    Imports(JdbcClient jdbc, Customers customers, Vendors vendors, Validator validator, Clock clock) {
        this.jdbc = jdbc;
        this.customers = customers;
        this.vendors = vendors;
        this.validator = validator;
        this.clock = clock;
    }

    /** Why a row is refused. */
    record Fault(
            String code,
            @Nullable String field,
            @Nullable String words,
            @Nullable UUID customer) {}

    private record Judged(Line line, @Nullable Fault fault) {}

    /**
     * Reads and judges a file and begins to import it.
     *
     * @param dryRun judge only: no customer is made
     * @param invite whether to invite each customer at once
     * @throws InvalidValue with field {@code file} when it is no such file at all
     */
    @Transactional
    public ImportId start(VendorId vendor, InputStream file, boolean dryRun, boolean invite, AccountId by) {
        return store(
                vendor, file, dryRun ? ImportProgress.State.DONE : ImportProgress.State.RUNNING, dryRun, invite, by);
    }

    /**
     * Reads and judges a file; it is imported when somebody {@link #confirm}s it.
     *
     * @throws InvalidValue with field {@code file} when it is no such file at all
     */
    @Transactional
    public ImportId preview(VendorId vendor, InputStream file, AccountId by) {
        jdbc.sql("delete from customer_import where vendor_id = :vendor and state = 'PREVIEW' and created_by = :by")
                .param("vendor", vendor.value())
                .param("by", by.value())
                .update();
        return store(vendor, file, ImportProgress.State.PREVIEW, false, false, by);
    }

    /** Begins what was previewed; a repeat changes nothing. */
    @Transactional
    public void confirm(VendorId vendor, ImportId id, boolean invite) {
        progress(vendor, id);
        var begun = jdbc.sql("""
                        update customer_import set state = 'RUNNING', invite = :invite, started_at = :now
                        where id = :id and vendor_id = :vendor and state = 'PREVIEW'""")
                .param("invite", invite)
                .param("now", Timestamp.from(Times.now(clock)))
                .param("id", id.value())
                .param("vendor", vendor.value())
                .update();
        if (begun == 1) {
            log.info("import {} begins", id);
        }
    }

    /** @throws NotFound for an unknown or foreign one */
    @Transactional(readOnly = true)
    public ImportProgress progress(VendorId vendor, ImportId id) {
        return jdbc.sql("""
                        select i.id, i.state, i.dry_run, i.invite, i.started_at, i.finished_at, r.*
                        from customer_import i, lateral (
                            select count(*) as total, count(*) filter (where done) as processed,
                                   count(*) filter (where done and code is null and customer_id is not null) as created,
                                   count(*) filter (where invited) as invited,
                                   count(*) filter (where code is not null) as rejected
                            from customer_import_row where import_id = i.id) r
                        where i.id = :id and i.vendor_id = :vendor""")
                .param("id", id.value())
                .param("vendor", vendor.value())
                .query((row, number) -> new ImportProgress(
                        new ImportId(row.getObject("id", UUID.class)),
                        ImportProgress.State.valueOf(row.getString("state")),
                        row.getBoolean("dry_run"),
                        row.getBoolean("invite"),
                        row.getLong("total"),
                        row.getLong("processed"),
                        row.getLong("created"),
                        row.getLong("invited"),
                        row.getLong("rejected"),
                        instant(row, "started_at"),
                        instant(row, "finished_at")))
                .optional()
                .orElseThrow(NotFound::new);
    }

    /** The refused rows in the order of the file, at most so many. */
    @Transactional(readOnly = true)
    public List<ImportedRow> rejected(VendorId vendor, ImportId id, int limit) {
        return rows(vendor, id, "and code is not null", -1, limit);
    }

    /** The first rows of the file, refused or not. */
    @Transactional(readOnly = true)
    public List<ImportedRow> first(VendorId vendor, ImportId id, int limit) {
        return rows(vendor, id, "", -1, limit);
    }

    /** All rows in the order of the file, read in portions. */
    public void each(VendorId vendor, ImportId id, Consumer<ImportedRow> reader) {
        var portion = 500;
        var rows = rows(vendor, id, "", -1, portion);
        while (!rows.isEmpty()) {
            rows.forEach(reader);
            rows = rows(vendor, id, "", rows.get(rows.size() - 1).line(), portion);
        }
    }

    /** The vendor's imports that are under way or were finished lately, the newest first. */
    @Transactional(readOnly = true)
    public List<ImportProgress> latest(VendorId vendor) {
        return jdbc.sql("""
                        select id from customer_import where vendor_id = :vendor and not dry_run and state <> 'PREVIEW'
                        order by created_at desc limit 5""").param("vendor", vendor.value()).query(UUID.class).list().stream()
                .map(id -> progress(vendor, new ImportId(id)))
                .toList();
    }

    // ---- the runner's side

    /** An import and its next row, which the caller's transaction holds: no other node takes it meanwhile. */
    record Claimed(ImportId importId, VendorId vendor, AccountId by, boolean invite, ImportedRow row) {}

    /** The imports that have rows to be worked off, the oldest first. */
    List<ImportId> running() {
        return jdbc
                .sql("select id from customer_import where state = 'RUNNING' order by created_at")
                .query(UUID.class)
                .list()
                .stream()
                .map(ImportId::new)
                .toList();
    }

    Optional<Claimed> claim(ImportId id) {
        return jdbc.sql("""
                        select i.vendor_id, i.created_by, i.invite, r.*
                        from customer_import_row r join customer_import i on i.id = r.import_id
                        where r.import_id = :id and not r.done and i.state = 'RUNNING'
                        order by r.line limit 1 for update of r skip locked""")
                .param("id", id.value())
                .query((row, number) -> new Claimed(
                        id,
                        new VendorId(row.getObject("vendor_id", UUID.class)),
                        new AccountId(row.getObject("created_by", UUID.class)),
                        row.getBoolean("invite"),
                        row(row, number)))
                .optional();
    }

    void done(Claimed claimed, CustomerId customer, boolean invited) {
        jdbc.sql("""
                        update customer_import_row set done = true, customer_id = :customer, invited = :invited
                        where import_id = :id and line = :line""")
                .param("customer", customer.value())
                .param("invited", invited)
                .param("id", claimed.importId().value())
                .param("line", claimed.row().line())
                .update();
    }

    @Retried
    @Transactional
    public void reject(Claimed claimed, Fault fault) {
        jdbc.sql("""
                        update customer_import_row
                        set done = true, code = :code, field = :field, words = :words, customer_id = :customer
                        where import_id = :id and line = :line and not done""")
                .param("code", fault.code())
                .param("field", fault.field())
                .param("words", fault.words())
                .param("customer", fault.customer())
                .param("id", claimed.importId().value())
                .param("line", claimed.row().line())
                .update();
    }

    /** Ends an import whose last rows all failed: then it is not the rows that are wrong. */
    @Transactional
    public void giveUp(Claimed claimed) {
        var ended = jdbc.sql("""
                        update customer_import set state = 'FAILED', finished_at = :now
                        where id = :id and state = 'RUNNING' and :hopeless = (
                            select count(*) filter (where code = 'failed') from (
                                select code from customer_import_row
                                where import_id = :id and done and line <= :line
                                    and (code is null or code in ('failed', 'too-many-requests'))
                                order by line desc limit :hopeless) tried)""")
                .param("now", Timestamp.from(Times.now(clock)))
                .param("id", claimed.importId().value())
                .param("line", claimed.row().line())
                .param("hopeless", HOPELESS)
                .update();
        if (ended == 1) {
            log.error("import {} is given up: {} rows in a row failed", claimed.importId(), HOPELESS);
        }
    }

    /** Closes an import that has no open row, also none that another node works on. */
    @Transactional
    public boolean finish(ImportId id) {
        var finished = jdbc.sql("""
                        update customer_import set state = 'DONE', finished_at = :now
                        where id = :id and state = 'RUNNING' and not exists (
                            select from customer_import_row where import_id = :id and not done)""")
                .param("now", Timestamp.from(Times.now(clock)))
                .param("id", id.value())
                .update();
        if (finished == 1) {
            log.info("import {} is done", id);
        }
        return finished == 1;
    }

    // ----

    private ImportId store(
            VendorId vendor,
            InputStream file,
            ImportProgress.State state,
            boolean dryRun,
            boolean invite,
            AccountId by) {
        var judged = judge(vendor, CsvFile.read(file, List.of("company_name", "email", "ranking")));
        var id = Ids.next();
        var now = Timestamp.from(Times.now(clock));
        jdbc.sql("""
                        insert into customer_import (id, vendor_id, state, dry_run, invite, created_by, created_at,
                            started_at, finished_at)
                        values (:id, :vendor, :state, :dryRun, :invite, :by, :now, :started, :finished)""")
                .param("id", id)
                .param("vendor", vendor.value())
                .param("state", state.name())
                .param("dryRun", dryRun)
                .param("invite", invite)
                .param("by", by.value())
                .param("now", now)
                .param("started", state == ImportProgress.State.RUNNING ? now : null)
                .param("finished", state == ImportProgress.State.DONE ? now : null)
                .update();
        jdbc.sql("""
                        insert into customer_import_row (import_id, line, company_name, email, phone, ranking, done,
                            code, field, words, customer_id)
                        select :id, * from unnest(:lines::int[], :companies::text[], :emails::text[], :phones::text[],
                            :rankings::text[], :done::boolean[], :codes::text[], :fields::text[], :words::text[],
                            :customers::uuid[])""")
                .param("id", id)
                .param("lines", column(judged, row -> (int) row.line().number(), Integer[]::new))
                .param("companies", column(judged, row -> row.line().get("company_name"), String[]::new))
                .param("emails", column(judged, row -> row.line().get("email"), String[]::new))
                .param("phones", column(judged, row -> row.line().get("phone"), String[]::new))
                .param("rankings", column(judged, row -> row.line().get("ranking"), String[]::new))
                .param("done", column(judged, row -> dryRun || row.fault() != null, Boolean[]::new))
                .param(
                        "codes",
                        column(
                                judged,
                                row -> row.fault() == null ? null : row.fault().code(),
                                String[]::new))
                .param(
                        "fields",
                        column(
                                judged,
                                row -> row.fault() == null ? null : row.fault().field(),
                                String[]::new))
                .param(
                        "words",
                        column(
                                judged,
                                row -> row.fault() == null ? null : row.fault().words(),
                                String[]::new))
                .param(
                        "customers",
                        column(
                                judged,
                                row -> row.fault() == null ? null : row.fault().customer(),
                                UUID[]::new))
                .update();
        log.info("import {} of {} rows for vendor {}: {}", id, judged.size(), vendor, state);
        return new ImportId(id);
    }

    private static <T> T[] column(
            List<Judged> rows, Function<Judged, @Nullable T> value, java.util.function.IntFunction<T[]> array) {
        return rows.stream().map(value).toArray(array);
    }

    private List<Judged> judge(VendorId vendor, List<Line> lines) {
        var region = vendors.get(vendor).region();
        var rankings = vendors.rankings(vendor).stream().map(RankingRow::label).collect(Collectors.toSet());
        var seen = new HashSet<String>();
        var judged = new ArrayList<Judged>();
        for (var line : lines) {
            judged.add(new Judged(line, fault(line, region, rankings, seen)));
        }
        var known = known(vendor, seen);
        return judged.stream()
                .map(row -> {
                    if (row.fault() != null) {
                        return row;
                    }
                    var customer = known.get(new EmailAddress(row.line().get("email")).value());
                    return customer == null
                            ? row
                            : new Judged(
                                    row.line(),
                                    new Fault("duplicate-customer", "email", customer.words(), customer.id()));
                })
                .toList();
    }

    private @Nullable Fault fault(Line line, String region, Set<String> rankings, Set<String> seen) {
        var wanted = wanted(line.get("company_name"), line.get("email"), line.get("phone"), line.get("ranking"), false);
        var violation = validator.validate(wanted).stream()
                .min(Comparator.comparing(fault -> fault.getPropertyPath().toString()));
        if (violation.isPresent()) {
            return malformed(violation.get());
        }
        try {
            PhoneNumber.parseOptional(wanted.phone(), region);
        } catch (InvalidValue invalid) {
            return new Fault("malformed", "phone", invalid.messageKey(), null);
        }
        if (!rankings.contains(wanted.ranking())) {
            return new Fault("malformed", "ranking", "customer.import.ranking.unknown", null);
        }
        return seen.add(new EmailAddress(wanted.email()).value())
                ? null
                : new Fault("duplicate-in-file", "email", "customer.import.twice", null);
    }

    /** The rule's own key where there is one: the words are chosen when somebody reads them. */
    private static Fault malformed(ConstraintViolation<NewCustomer> violation) {
        var field = violation.getPropertyPath().toString();
        return new Fault("malformed", field, faultWords(field, violation.getInvalidValue()), null);
    }

    private static String faultWords(String field, @Nullable Object value) {
        try {
            switch (field) {
                case "email" -> new EmailAddress(String.valueOf(value));
                case "companyName" -> com.partsportal.shared.Names.company(String.valueOf(value));
                case "phone" -> {
                    return "shared.phone.malformed";
                }
                default -> {
                    return "customer.import.ranking.unknown";
                }
            }
        } catch (InvalidValue invalid) {
            return invalid.messageKey();
        }
        return "customer.import.malformed";
    }

    private record Known(UUID id, String words) {}

    /** The vendor's customers among these addresses. */
    private Map<String, Known> known(VendorId vendor, Set<String> emails) {
        var known = new HashMap<String, Known>();
        var now = Times.now(clock);
        jdbc.sql("""
                        select id, email, case when status = 'INVITED' and expires_at <= :now then 'EXPIRED' else status end
                            as shown
                        from customer where vendor_id = :vendor and email = any(:emails)""")
                .param("vendor", vendor.value())
                .param("now", Timestamp.from(now))
                .param("emails", emails.toArray(String[]::new))
                .query(row -> {
                    known.put(
                            row.getString("email"),
                            new Known(
                                    row.getObject("id", UUID.class),
                                    CustomerPages.duplicateWords(CustomerStatus.valueOf(row.getString("shown")))));
                });
        return known;
    }

    static NewCustomer wanted(String company, String email, String phone, String ranking, boolean invite) {
        return new NewCustomer(
                company, email, phone.isBlank() ? null : phone, ranking.strip(), invite, null, null, null);
    }

    private List<ImportedRow> rows(VendorId vendor, ImportId id, String which, long after, int limit) {
        return jdbc.sql("""
                        select r.* from customer_import_row r join customer_import i on i.id = r.import_id
                        where i.id = :id and i.vendor_id = :vendor and r.line > :after %s order by r.line limit :limit""".formatted(which))
                .param("id", id.value())
                .param("vendor", vendor.value())
                .param("after", after)
                .param("limit", limit)
                .query(Imports::row)
                .list();
    }

    private static ImportedRow row(ResultSet row, int number) throws SQLException {
        var customer = row.getObject("customer_id", UUID.class);
        return new ImportedRow(
                row.getLong("line"),
                row.getString("company_name"),
                row.getString("email"),
                row.getString("phone"),
                row.getString("ranking"),
                row.getBoolean("done"),
                row.getString("code"),
                row.getString("field"),
                row.getString("words"),
                customer == null ? null : new CustomerId(customer),
                row.getBoolean("invited"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
