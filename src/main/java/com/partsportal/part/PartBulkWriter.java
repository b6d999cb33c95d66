package com.partsportal.part;

import com.partsportal.customer.CustomerId;
import com.partsportal.shared.Ids;
import com.partsportal.vendor.VendorId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes the parts of a file: JdbcClient, since up to 10,000 rows are one statement. */
@Component
class PartBulkWriter {

    /** A row that the statement has just made has no {@code xmax}. */
    private static final String MERGE = """
            insert into part as p (id, vendor_id, customer_id, number, revision, description, material, finish,
                last_quoted, last_quoted_quantity, last_ordered, last_ordered_quantity, created_at)
            select id, :vendor, :customer, number, revision, description, material, finish,
                   last_quoted, quoted, last_ordered, ordered, :now
            from unnest(:ids::uuid[], :numbers::text[], :revisions::text[], :descriptions::text[],
                :materials::text[], :finishes::text[], :lastQuoted::date[], :quoted::int[],
                :lastOrdered::date[], :ordered::int[])
                as w (id, number, revision, description, material, finish, last_quoted, quoted, last_ordered, ordered)
            on conflict (customer_id, number, revision) do update
            set description = excluded.description, material = excluded.material, finish = excluded.finish,
                last_quoted = excluded.last_quoted, last_quoted_quantity = excluded.last_quoted_quantity,
                last_ordered = excluded.last_ordered, last_ordered_quantity = excluded.last_ordered_quantity,
                retired_at = null, version = p.version + 1
            where (p.description, p.material, p.finish, p.last_quoted, p.last_quoted_quantity, p.last_ordered,
                   p.last_ordered_quantity, p.retired_at)
                is distinct from (excluded.description, excluded.material, excluded.finish, excluded.last_quoted,
                   excluded.last_quoted_quantity, excluded.last_ordered, excluded.last_ordered_quantity,
                   null)
            returning p.xmax = 0""";

    private final JdbcClient jdbc;

    PartBulkWriter(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds these parts, or changes those whose number and revision the customer has; each must be normalised. */
    Parts.Merged merge(VendorId vendor, CustomerId customer, List<NewPart> parts, Instant now) {
        var added = jdbc.sql(MERGE)
                .param("vendor", vendor.value())
                .param("customer", customer.value())
                .param("now", Timestamp.from(now))
                .param("ids", parts.stream().map(part -> Ids.next()).toArray(UUID[]::new))
                .param("numbers", texts(parts, NewPart::number))
                .param("revisions", texts(parts, NewPart::revisionOrNone))
                .param("descriptions", texts(parts, NewPart::description))
                .param("materials", texts(parts, NewPart::material))
                .param("finishes", texts(parts, NewPart::finish))
                .param("lastQuoted", texts(parts, NewPart::lastQuoted))
                .param("quoted", texts(parts, NewPart::lastQuotedQuantity))
                .param("lastOrdered", texts(parts, NewPart::lastOrdered))
                .param("ordered", texts(parts, NewPart::lastOrderedQuantity))
                .query(Boolean.class)
                .list();
        var fresh = (int) added.stream().filter(Boolean::booleanValue).count();
        return new Parts.Merged(fresh, added.size() - fresh);
    }

    private static @Nullable String[] texts(List<NewPart> parts, Function<NewPart, @Nullable Object> column) {
        return parts.stream()
                .map(column)
                .map(value -> value == null ? null : value.toString())
                .toArray(String[]::new);
    }
}
