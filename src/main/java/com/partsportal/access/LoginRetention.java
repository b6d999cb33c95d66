package com.partsportal.access;

import com.partsportal.account.AccountId;
import com.partsportal.account.Accounts;
import com.partsportal.shared.Times;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Retires logins that have belonged to no company and no vendor for the retention time. A place that is only switched off
 * is still a place. Any number of nodes may do so at once.
 */
@Component
class LoginRetention {

    /** @param retainedFor how long a login stays a login after its last place has ended */
    @ConfigurationProperties("portal.account")
    record Settings(@DefaultValue("P180D") Duration retainedFor) {}

    private static final int PORTION = 200;

    /** Whoever has a login had a place once: it begins with one. */
    private static final String WITHOUT_A_PLACE = """
            from account a
            where a.staff_role is null and a.retired_at is null
              and exists (select 1 from company_user c where c.account_id = a.id and c.ended_at <= :since)
              and not exists (select 1 from company_user c where c.account_id = a.id and c.ended_at > :since)
              and not exists (select 1 from company_user c where c.account_id = a.id and c.ended_at is null)
              and not exists (select 1 from vendor_user v where v.account_id = a.id)""";

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final TransactionTemplate transactions;
    private final Settings settings;
    private final Clock clock;

    LoginRetention(
            JdbcClient jdbc, Accounts accounts, TransactionTemplate transactions, Settings settings, Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT20M", fixedDelayString = "PT6H")
    void retire() {
        var since = Timestamp.from(Times.now(clock).minus(settings.retainedFor()));
        List<UUID> found;
        do {
            found = jdbc.sql("select a.id " + WITHOUT_A_PLACE + " limit " + PORTION)
                    .param("since", since)
                    .query(UUID.class)
                    .list();
            found.forEach(login -> transactions.executeWithoutResult(status -> retire(login, since)));
        } while (found.size() == PORTION);
    }

    /** Asked again with the row held: whoever joins meanwhile waits for it, see the trigger of the memberships. */
    private void retire(UUID login, Timestamp since) {
        jdbc.sql("select 1 from account where id = :id for update")
                .param("id", login)
                .query(Integer.class)
                .single();
        var still = jdbc.sql("select exists (select 1 " + WITHOUT_A_PLACE + " and a.id = :id)")
                .param("id", login)
                .param("since", since)
                .query(Boolean.class)
                .single();
        if (still) {
            accounts.retire(new AccountId(login));
        }
    }
}
