package com.partsportal.company;

import com.partsportal.account.AccountId;
import com.partsportal.account.Role;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who belongs to a company. By JDBC since it joins the logins: their names, addresses, and whether they can sign in. */
@Component
class MemberReport {

    private static final String MEMBERS = """
            select u.id, u.account_id, a.name, a.email, u.role, u.active, u.joined_at
            from company_user u join account a on a.id = u.account_id
            where u.company_id = :company and u.ended_at is null
            order by u.active desc, a.name, u.id""";

    private static final String ACTIVE_MANAGERS = """
            select u.account_id from company_user u join account a on a.id = u.account_id
            where u.company_id = :company and u.active and u.ended_at is null and u.role = 'CUSTOMER_MANAGER' and a.active
            order by u.joined_at, u.id""";

    private final JdbcClient jdbc;

    MemberReport(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Active ones first, by name. */
    List<MemberRow> members(CompanyId company) {
        return jdbc.sql(MEMBERS)
                .param("company", company.value())
                .query((row, number) -> new MemberRow(
                        row.getObject("id", UUID.class),
                        new AccountId(row.getObject("account_id", UUID.class)),
                        row.getString("name"),
                        row.getString("email"),
                        Role.valueOf(row.getString("role")),
                        row.getBoolean("active"),
                        row.getTimestamp("joined_at").toInstant()))
                .list();
    }

    /** The Customer Managers who can sign in, longest service first; what was changed must have been flushed. */
    List<AccountId> activeManagers(CompanyId company) {
        return jdbc.sql(ACTIVE_MANAGERS).param("company", company.value()).query(UUID.class).list().stream()
                .map(AccountId::new)
                .toList();
    }
}
