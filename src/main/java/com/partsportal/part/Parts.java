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
        update(part, wanted);
        changed(vendor, customer, by, "changed", 1);
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
        var known = new HashMap<String, PartId>();
        of(vendor, customer).forEach(row -> known.put(key(row.number(), row.revision()), row.id()));
        var seen = new HashSet<String>();
        var added = 0;
        for (var part : wanted) {
            var key = key(number(part), part.revisionOrNone());
            if (!seen.add(key)) {
                throw new InvalidValue("number", "part.twice");
            }
            if (known.containsKey(key)) {
                update(known.get(key), part);
            } else {
                insert(vendor, customer, part);
                added++;
            }
        }
        var gone = known.entrySet().stream()
                .filter(entry -> !seen.contains(entry.getKey()))
                .map(entry -> entry.getValue().value())
                .toList();
        var removed = remove(gone);
        changed(vendor, customer, by, "added", added);
        changed(vendor, customer, by, "removed", removed);
        return of(vendor, customer);
    }

    /** Reads a file of parts; nothing is stored. */
    public PartsFile preview(InputStream file) {
        return csv.read(file);
    }

    /** Adds the parts of a file; those that are there already are changed. Answers how many were new. */
    @Retried
    @Transactional
    public int merge(VendorId vendor, CustomerId customer, List<NewPart> parts, @Nullable AccountId by) {
        var known = new HashMap<String, PartId>();
        of(vendor, customer).forEach(row -> known.put(key(row.number(), row.revision()), row.id()));
        var added = 0;
        for (var part : parts) {
            var there = known.get(key(number(part), part.revisionOrNone()));
            if (there == null) {
                known.put(key(number(part), part.revisionOrNone()), insert(vendor, customer, part));
                added++;
            } else {
                update(there, part);
            }
        }
        changed(vendor, customer, by, "added", added);
        return added;
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
        for (var row : missing) {
            insert(vendor, to, NewPart.of(row));
        }
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

    private void update(PartId id, NewPart part) {
        values("""
                update part set number = :number, revision = :revision, description = :description,
                    material = :material, finish = :finish, last_quoted = :lastQuoted,
                    last_quoted_quantity = :lastQuotedQuantity, last_ordered = :lastOrdered,
                    last_ordered_quantity = :lastOrderedQuantity, version = version + 1
                where id = :id""", id.value(), part).update();
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
