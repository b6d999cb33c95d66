package com.partsportal.access;

import com.partsportal.account.AccountId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The logins that belong to no company and no vendor. By JDBC since it joins the logins and the memberships of both. A
 * place that is only switched off is still a place.
 */
@Component
class UnusedLoginsReport {

    /** Everybody with a login had a membership once: a login begins with one. */
    private static final String WITHOUT_A_PLACE = """
            from account a
            where a.staff_role is null and a.retired_at is null
              and exists (select 1 from company_user c where c.account_id = a.id and c.ended_at <= :since)
              and not exists (select 1 from company_user c where c.account_id = a.id and c.ended_at > :since)
              and not exists (select 1 from company_user c where c.account_id = a.id and c.ended_at is null)
              and not exists (select 1 from vendor_user v where v.account_id = a.id)""";

    private static final String SOME = "select a.id " + WITHOUT_A_PLACE + " limit :most";

    private static final String ONE = "select exists (select 1 " + WITHOUT_A_PLACE + " and a.id = :id)";

    private final JdbcClient jdbc;

    UnusedLoginsReport(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Some whose last place ended at {@code since} or before, in no order. */
    List<AccountId> unused(Instant since, int most) {
        return jdbc
                .sql(SOME)
                .param("since", Timestamp.from(since))
                .param("most", most)
                .query(UUID.class)
                .list()
                .stream()
                .map(AccountId::new)
                .toList();
    }

    /** Whether this is one of them. */
    boolean isUnused(AccountId login, Instant since) {
        return jdbc.sql(ONE)
                .param("id", login.value())
                .param("since", Timestamp.from(since))
                .query(Boolean.class)
                .single();
    }
}
