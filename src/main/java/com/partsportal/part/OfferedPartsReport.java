package com.partsportal.part;

import com.partsportal.company.CompanyId;
import com.partsportal.customer.CustomerId;
import com.partsportal.vendor.VendorId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What vendors prepared for a company: JdbcClient, since one statement for a page joins parts, customers and vendors. */
@Component
class OfferedPartsReport {

    private static final String OFFERED = """
            select p.id, p.number, p.revision, p.description, p.material, p.finish, p.last_quoted,
                   p.last_quoted_quantity, p.last_ordered, p.last_ordered_quantity,
                   c.id as customer_id, c.vendor_id, v.name as vendor_name, p.created_at
            from customer c
            join vendor v on v.id = c.vendor_id
            join part p on p.customer_id = c.id
            where c.company_id = :company and c.status = 'ACTIVE' and v.suspended_at is null and p.retired_at is null
              and (:typed = '' or p.number ilike :pattern or p.description ilike :pattern)
            order by v.name, p.number, p.revision""";

    private static final String CUSTOMER = """
            select p.customer_id from part p join customer c on c.id = p.customer_id
            where p.id = :part and c.company_id = :company and c.status = 'ACTIVE' and p.retired_at is null
              and not exists (select 1 from vendor s where s.id = c.vendor_id and s.suspended_at is not null)""";

    private final JdbcClient jdbc;

    OfferedPartsReport(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param words in the number or the description; empty for all */
    List<OfferedPart> offered(CompanyId company, String typed) {
        return jdbc.sql(OFFERED)
                .param("company", company.value())
                .param("typed", typed)
                .param("pattern", "%" + typed.replaceAll("([\\\\%_])", "\\\\$1") + "%")
                .query(OfferedPartsReport::row)
                .list();
    }

    /** The company as the customer of the part's vendor; empty when the part is not offered to it. */
    Optional<CustomerId> customer(CompanyId company, PartId part) {
        return jdbc.sql(CUSTOMER)
                .param("part", part.value())
                .param("company", company.value())
                .query(UUID.class)
                .optional()
                .map(CustomerId::new);
    }

    private static OfferedPart row(ResultSet row, int number) throws SQLException {
        return new OfferedPart(
                new PartRow(
                        row.getObject("id", UUID.class),
                        row.getString("number"),
                        row.getString("revision"),
                        row.getString("description"),
                        row.getString("material"),
                        row.getString("finish"),
                        row.getObject("last_quoted", LocalDate.class),
                        row.getObject("last_quoted_quantity", Integer.class),
                        row.getObject("last_ordered", LocalDate.class),
                        row.getObject("last_ordered_quantity", Integer.class),
                        null),
                new CustomerId(row.getObject("customer_id", UUID.class)),
                new VendorId(row.getObject("vendor_id", UUID.class)),
                row.getString("vendor_name"),
                row.getTimestamp("created_at").toInstant());
    }
}
