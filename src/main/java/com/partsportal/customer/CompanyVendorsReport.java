package com.partsportal.customer;

import com.partsportal.company.CompanyId;
import com.partsportal.vendor.VendorId;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A company's vendors: JdbcClient, since one statement joins customers and vendors. */
@Component
class CompanyVendorsReport {

    private static final String VENDORS = """
            select c.vendor_id, v.name, c.id
            from customer c join vendor v on v.id = c.vendor_id
            where c.company_id = :company and c.status = 'ACTIVE' and v.suspended_at is null
            order by c.accepted_at, c.id""";

    private final JdbcClient jdbc;

    CompanyVendorsReport(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<CompanyVendors.CompanyVendor> of(CompanyId company) {
        return jdbc.sql(VENDORS)
                .param("company", company.value())
                .query((row, number) -> new CompanyVendors.CompanyVendor(
                        new VendorId(row.getObject("vendor_id", UUID.class)),
                        row.getString("name"),
                        new CustomerId(row.getObject("id", UUID.class))))
                .list();
    }
}
