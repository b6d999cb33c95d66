package com.partsportal.part;

import com.partsportal.account.AccountId;
import com.partsportal.company.CompanyId;
import com.partsportal.customer.CustomerId;
import com.partsportal.customer.Customers;
import com.partsportal.customer.PreparedParts;
import com.partsportal.shared.Ids;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Refused;
import com.partsportal.shared.Retried;
import com.partsportal.shared.Times;
import com.partsportal.vendor.VendorId;
import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door of parts. A vendor works on the parts of its own customers, from the draft on; a company sees what active
 * vendors prepared for it. Whatever is foreign is {@link NotFound} like what is unknown.
 */
@Service
public class Parts implements PreparedParts {

    private static final String COLUMNS = """
            select p.id, p.number, p.revision, p.description, p.material, p.finish, p.last_quoted,
                   p.last_quoted_quantity, p.last_ordered, p.last_ordered_quantity, d.file_name
            from part p left join drawing d on d.part_id = p.id""";

    private final JdbcClient jdbc;
    private final ObjectProvider<Customers> customers;
    private final PartsCsv csv;
    private final Drawings drawings;
    private final Clock clock;

    Parts(JdbcClient jdbc, ObjectProvider<Customers> customers, PartsCsv csv, Drawings drawings, Clock clock) {
        this.jdbc = jdbc;
        this.customers = customers;
        this.csv = csv;
        this.drawings = drawings;
        this.clock = clock;
    }

    // ---- the vendor's side

    /** By number and revision. */
    @Transactional(readOnly = true)
    public List<PartRow> of(VendorId vendor, CustomerId customer) {
        requireOwn(vendor, customer);
        return jdbc.sql(COLUMNS + " where p.customer_id = :customer order by p.number, p.revision")
                .param("customer", customer.value())
                .query(Parts::row)
                .list();
    }

    /** The next ones by number and revision after this number and revision, which may be empty; at most so many. */
    @Transactional(readOnly = true)
    public List<PartRow> after(VendorId vendor, CustomerId customer, String number, String revision, int limit) {
        requireOwn(vendor, customer);
        return jdbc.sql(COLUMNS + """
                         where p.customer_id = :customer and (p.number, p.revision) > (:number, :revision)
                        order by p.number, p.revision limit :limit""")
                .param("customer", customer.value())
                .param("number", number)
                .param("revision", revision)
                .param("limit", limit)
                .query(Parts::row)
                .list();
    }

    /** @throws NotFound for an unknown or foreign one */
    @Transactional(readOnly = true)
    public PartRow get(VendorId vendor, CustomerId customer, PartId part) {
        requireOwn(vendor, customer);
        return jdbc.sql(COLUMNS + " where p.customer_id = :customer and p.id = :part")
                .param("customer", customer.value())
                .param("part", part.value())
                .query(Parts::row)
                .optional()
                .orElseThrow(NotFound::new);
    }

    /** @throws Refused {@code duplicate-part} when the customer has this number and revision already */
    @Retried
    @Transactional
    public PartId add(VendorId vendor, CustomerId customer, NewPart wanted, @Nullable AccountId by) {
        requireOwn(vendor, customer);
        refuseDuplicate(customer, null, wanted);
        var id = insert(vendor, customer, wanted);
        changed(vendor, customer, by, "added", 1);
        return id;
    }

    /** @throws Refused {@code duplicate-part} when another part has this number and revision */
    @Retried
    @Transactional
    public void edit(VendorId vendor, CustomerId customer, PartId part, NewPart wanted, @Nullable AccountId by) {
        get(vendor, customer, part);
        refuseDuplicate(customer, part, wanted);
        changed(vendor, customer, by, "changed", update(part, wanted));
    }

    /** @throws Refused {@code part-in-use} when an RFQ names it */
    @Retried
    @Transactional
    public void remove(VendorId vendor, CustomerId customer, PartId part, @Nullable AccountId by) {
        get(vendor, customer, part);
        if (remove(List.of(part.value())) == 0) {
            throw new Refused("part-in-use");
        }
        changed(vendor, customer, by, "removed", 1);
    }

    /**
     * The customer has exactly these parts from now on; those that an RFQ names are kept.
     *
     * @throws InvalidValue with field {@code number} when two of them have the same number and revision
     */
    @Retried
    @Transactional
    public List<PartRow> replace(VendorId vendor, CustomerId customer, List<NewPart> wanted, @Nullable AccountId by) {
        var seen = new HashSet<String>();
        for (var part : wanted) {
            if (!seen.add(key(number(part), part.revisionOrNone()))) {
                throw new InvalidValue("number", "part.twice");
            }
        }
        var gone = of(vendor, customer).stream()
                .filter(row -> !seen.contains(key(row.number(), row.revision())))
                .map(row -> row.id().value())
                .toList();
        merge(vendor, customer, wanted, by);
        changed(vendor, customer, by, "removed", remove(gone));
        return of(vendor, customer);
    }

    /** Reads a file of parts; nothing is stored. */
    public PartsFile preview(InputStream file) {
        return csv.read(file);
    }

    /** What a file did: so many parts are new, so many say something else than before. */
    public record Merged(int added, int changed) {}

    /** Adds the parts of a file, each number and revision once; those that are there already are changed. */
    @Retried
    @Transactional
    public Merged merge(VendorId vendor, CustomerId customer, List<NewPart> parts, @Nullable AccountId by) {
        requireOwn(vendor, customer);
        var merged = store(vendor, customer, parts);
        changed(vendor, customer, by, "added", merged.added());
        changed(vendor, customer, by, "changed", merged.changed());
        return merged;
    }

    /** Copies the parts of another customer of the same vendor, without drawings; those that are there stay. */
    @Retried
    @Transactional
    public int copy(VendorId vendor, CustomerId from, CustomerId to, @Nullable AccountId by) {
        var there = new HashSet<String>();
        of(vendor, to).forEach(row -> there.add(key(row.number(), row.revision())));
        var missing = of(vendor, from).stream()
                .filter(row -> !there.contains(key(row.number(), row.revision())))
                .toList();
        store(vendor, to, missing.stream().map(NewPart::of).toList());
        changed(vendor, to, by, "added", missing.size());
        return missing.size();
    }

    /**
     * Stores the drawing of a part in place of an earlier one.
     *
     * @throws InvalidValue with field {@code drawing} for a file that is empty, too large, badly named or not what its
     *     name says
     */
    @Retried
    @Transactional
    public void draw(
            VendorId vendor,
            CustomerId customer,
            PartId part,
            String fileName,
            byte[] content,
            @Nullable AccountId by) {
        get(vendor, customer, part);
        drawings.put(part, fileName, content);
        changed(vendor, customer, by, "drawn", 1);
    }

    /** @throws NotFound when it has none */
    @Transactional(readOnly = true)
    public Drawing drawing(VendorId vendor, CustomerId customer, PartId part) {
        get(vendor, customer, part);
        return drawings.get(part).orElseThrow(NotFound::new);
    }

    // ---- the company's side

    /** What is prepared for this company by vendors that have not switched it off. */
    @Transactional(readOnly = true)
    public List<OfferedPart> offered(CompanyId company, @Nullable String search) {
        var words = search == null ? "" : search.strip();
        return jdbc.sql("""
                        select p.id, p.number, p.revision, p.description, p.material, p.finish, p.last_quoted,
                               p.last_quoted_quantity, p.last_ordered, p.last_ordered_quantity, d.file_name,
                               c.vendor_id, v.name as vendor_name, p.created_at
                        from customer c
                        join vendor v on v.id = c.vendor_id
                        join part p on p.customer_id = c.id
                        left join drawing d on d.part_id = p.id
                        where c.company_id = :company and c.status = 'ACTIVE'
                          and (:words = '' or p.number ilike :pattern or p.description ilike :pattern)
                        order by v.name, p.number, p.revision""")
                .param("company", company.value())
                .param("words", words)
                .param("pattern", "%" + words.replaceAll("([\\\\%_])", "\\\\$1") + "%")
                .query((row, number) -> new OfferedPart(
                        row(row, number),
                        new VendorId(row.getObject("vendor_id", UUID.class)),
                        row.getString("vendor_name"),
                        row.getTimestamp("created_at").toInstant()))
                .list();
    }

    /** @throws NotFound unless the part is offered to this company and has one */
    @Transactional(readOnly = true)
    public Drawing drawing(CompanyId company, PartId part) {
        jdbc.sql("""
                        select p.id from part p join customer c on c.id = p.customer_id
                        where p.id = :part and c.company_id = :company and c.status = 'ACTIVE'""")
                .param("part", part.value())
                .param("company", company.value())
                .query(UUID.class)
                .optional()
                .orElseThrow(NotFound::new);
        return drawings.get(part).orElseThrow(NotFound::new);
    }

    // ---- what customers need to know

    @Override
    @Transactional(readOnly = true)
    public List<Waiting> waiting(CompanyId company, int atMost) {
        return offered(company, null).stream()
                .limit(atMost)
                .map(OfferedPart::part)
                .map(part -> new Waiting(part.number(), part.revision(), part.description()))
                .toList();
    }

    @Override
    public List<Waiting> first(CustomerId customer, int atMost) {
        return jdbc.sql("""
                        select number, revision, description from part where customer_id = :customer
                        order by number, revision limit :most""")
                .param("customer", customer.value())
                .param("most", atMost)
                .query(Waiting.class)
                .list();
    }

    @Override
    public Map<CustomerId, Long> ready(Collection<CustomerId> which) {
        var counts = new HashMap<CustomerId, Long>();
        if (which.isEmpty()) {
            return counts;
        }
        jdbc.sql("select customer_id, count(*) as n from part where customer_id in (:customers) group by customer_id")
                .param("customers", which.stream().map(CustomerId::value).toList())
                .query(row -> {
                    counts.put(new CustomerId(row.getObject("customer_id", UUID.class)), row.getLong("n"));
                });
        return counts;
    }

    @Override
    @Transactional
    public void move(CustomerId from, CustomerId to) {
        jdbc.sql("update part set customer_id = :to where customer_id = :from")
                .param("from", from.value())
                .param("to", to.value())
                .update();
    }

    @Override
    @Transactional
    public void discard(CustomerId customer) {
        remove(jdbc.sql("select id from part where customer_id = :customer")
                .param("customer", customer.value())
                .query(UUID.class)
                .list());
    }

    // ----

    private void requireOwn(VendorId vendor, CustomerId customer) {
        if (!customers.getObject().exists(vendor, customer)) {
            throw new NotFound();
        }
    }

    private void changed(VendorId vendor, CustomerId customer, @Nullable AccountId by, String what, int count) {
        if (count > 0) {
            customers.getObject().partsChanged(vendor, customer, by, what, count);
        }
    }

    private void refuseDuplicate(CustomerId customer, @Nullable PartId self, NewPart wanted) {
        find(customer, number(wanted), wanted.revisionOrNone())
                .filter(other -> !other.equals(self))
                .ifPresent(other -> {
                    throw new Refused("duplicate-part", Map.of("partId", other.value()));
                });
    }

    private Optional<PartId> find(CustomerId customer, String number, String revision) {
        return jdbc.sql(
                        "select id from part where customer_id = :customer and number = :number and revision = :revision")
                .param("customer", customer.value())
                .param("number", number)
                .param("revision", revision)
                .query(UUID.class)
                .optional()
                .map(PartId::new);
    }

    private PartId insert(VendorId vendor, CustomerId customer, NewPart part) {
        var id = Ids.next();
        values("""
                insert into part (id, vendor_id, customer_id, number, revision, description, material, finish,
                    last_quoted, last_quoted_quantity, last_ordered, last_ordered_quantity, created_at)
                values (:id, :vendor, :customer, :number, :revision, :description, :material, :finish,
                    :lastQuoted, :lastQuotedQuantity, :lastOrdered, :lastOrderedQuantity, :now)""", id, part)
                .param("vendor", vendor.value())
                .param("customer", customer.value())
                .param("now", Timestamp.from(Times.now(clock)))
                .update();
        return new PartId(id);
    }

    /** All at once: one statement, however many they are. A row that it has just made has no {@code xmax}. */
    private Merged store(VendorId vendor, CustomerId customer, List<NewPart> parts) {
        var added = jdbc.sql("""
                        insert into part as p (id, vendor_id, customer_id, number, revision, description, material, finish,
                            last_quoted, last_quoted_quantity, last_ordered, last_ordered_quantity, created_at)
                        select id, :vendor, :customer, number, revision, description, material, finish,
                               last_quoted, quoted, last_ordered, ordered, :now
                        from unnest(:ids::uuid[], :numbers::text[], :revisions::text[], :descriptions::text[],
                            :materials::text[], :finishes::text[], :lastQuoted::date[], :quoted::int[],
                            :lastOrdered::date[], :ordered::int[])
                            as w (id, number, revision, description, material, finish, last_quoted, quoted, last_ordered,
                                ordered)
                        on conflict (customer_id, number, revision) do update
                        set description = excluded.description, material = excluded.material, finish = excluded.finish,
                            last_quoted = excluded.last_quoted, last_quoted_quantity = excluded.last_quoted_quantity,
                            last_ordered = excluded.last_ordered, last_ordered_quantity = excluded.last_ordered_quantity,
                            version = p.version + 1
                        where (p.description, p.material, p.finish, p.last_quoted, p.last_quoted_quantity, p.last_ordered,
                               p.last_ordered_quantity)
                            is distinct from (excluded.description, excluded.material, excluded.finish,
                               excluded.last_quoted, excluded.last_quoted_quantity, excluded.last_ordered,
                               excluded.last_ordered_quantity)
                        returning p.xmax = 0""")
                .param("vendor", vendor.value())
                .param("customer", customer.value())
                .param("now", Timestamp.from(Times.now(clock)))
                .param("ids", parts.stream().map(part -> Ids.next()).toArray(UUID[]::new))
                .param("numbers", texts(parts, Parts::number))
                .param("revisions", texts(parts, NewPart::revisionOrNone))
                .param("descriptions", texts(parts, part -> part.description().strip()))
                .param("materials", texts(parts, part -> blankToNull(part.material())))
                .param("finishes", texts(parts, part -> blankToNull(part.finish())))
                .param("lastQuoted", texts(parts, NewPart::lastQuoted))
                .param("quoted", texts(parts, NewPart::lastQuotedQuantity))
                .param("lastOrdered", texts(parts, NewPart::lastOrdered))
                .param("ordered", texts(parts, NewPart::lastOrderedQuantity))
                .query(Boolean.class)
                .list();
        var fresh = (int) added.stream().filter(Boolean::booleanValue).count();
        return new Merged(fresh, added.size() - fresh);
    }

    private static @Nullable String[] texts(List<NewPart> parts, Function<NewPart, @Nullable Object> column) {
        return parts.stream()
                .map(column)
                .map(value -> value == null ? null : value.toString())
                .toArray(String[]::new);
    }

    /** Answers 0 when it says all of this already. */
    private int update(PartId id, NewPart part) {
        return values("""
                update part set number = :number, revision = :revision, description = :description,
                    material = :material, finish = :finish, last_quoted = :lastQuoted,
                    last_quoted_quantity = :lastQuotedQuantity, last_ordered = :lastOrdered,
                    last_ordered_quantity = :lastOrderedQuantity, version = version + 1
                where id = :id and (number, revision, description, material, finish, last_quoted, last_quoted_quantity,
                    last_ordered, last_ordered_quantity) is distinct from (:number, :revision, :description, :material,
                    :finish, :lastQuoted, :lastQuotedQuantity, :lastOrdered, :lastOrderedQuantity)""", id.value(), part).update();
    }

    private JdbcClient.StatementSpec values(String sql, UUID id, NewPart part) {
        return jdbc.sql(sql)
                .param("id", id)
                .param("number", number(part))
                .param("revision", part.revisionOrNone())
                .param("description", part.description().strip())
                .param("material", blankToNull(part.material()))
                .param("finish", blankToNull(part.finish()))
                .param("lastQuoted", part.lastQuoted())
                .param("lastQuotedQuantity", part.lastQuotedQuantity())
                .param("lastOrdered", part.lastOrdered())
                .param("lastOrderedQuantity", part.lastOrderedQuantity());
    }

    /** But for those that an RFQ names. */
    private int remove(List<UUID> ids) {
        if (ids.isEmpty()) {
            return 0;
        }
        var removable = jdbc.sql("""
                        select p.id from part p
                        where p.id in (:ids) and not exists (select 1 from rfq_line l where l.part_id = p.id) for update""").param("ids", ids).query(UUID.class).list();
        if (removable.isEmpty()) {
            return 0;
        }
        drawings.remove(removable);
        return jdbc.sql("delete from part where id in (:ids)")
                .param("ids", removable)
                .update();
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static String number(NewPart part) {
        return part.number().strip();
    }

    private static String key(String number, String revision) {
        return number + "\n" + revision;
    }

    private static PartRow row(ResultSet row, int number) throws SQLException {
        return new PartRow(
                new PartId(row.getObject("id", UUID.class)),
                row.getString("number"),
                row.getString("revision"),
                row.getString("description"),
                row.getString("material"),
                row.getString("finish"),
                row.getObject("last_quoted", LocalDate.class),
                row.getObject("last_quoted_quantity", Integer.class),
                row.getObject("last_ordered", LocalDate.class),
                row.getObject("last_ordered_quantity", Integer.class),
                row.getString("file_name"));
    }
}
