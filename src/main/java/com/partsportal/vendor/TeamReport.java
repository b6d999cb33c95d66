package com.partsportal.vendor;

import com.partsportal.account.AccountId;
import com.partsportal.account.Role;
import com.partsportal.vendor.Team.Member;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who belongs to a vendor. By JDBC since it joins the names and addresses of the logins. */
@Component
class TeamReport {

    private static final String MEMBERS = """
            select a.id, a.name, a.email, u.role, u.active, u.joined_at
            from vendor_user u join account a on a.id = u.account_id
            where u.vendor_id = :vendor order by not u.active, a.name, a.id""";

    private final JdbcClient jdbc;

    TeamReport(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Active ones first, by name. */
    List<Member> of(VendorId vendor) {
        return jdbc.sql(MEMBERS)
                .param("vendor", vendor.value())
                .query((row, number) -> new Member(
                        new AccountId(row.getObject("id", UUID.class)),
                        row.getString("name"),
                        row.getString("email"),
                        Role.valueOf(row.getString("role")),
                        row.getBoolean("active"),
                        row.getObject("joined_at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
