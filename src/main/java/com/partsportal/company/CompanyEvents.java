package com.partsportal.company;

import com.partsportal.account.AccountId;
import com.partsportal.invitation.InvitationId;
import com.partsportal.shared.Ids;
import com.partsportal.shared.Times;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What people did with a company's users. Rows are only ever added and hold ids; names are joined when they are read. */
@Component
class CompanyEvents {

    private static final int SHOWN = 50;

    private final JdbcClient jdbc;
    private final Clock clock;

    CompanyEvents(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    enum Type {
        INVITED,
        RESENT,
        REVOKED,
        JOINED,
        MADE_MANAGER,
        MADE_USER,
        DEACTIVATED,
        REACTIVATED,
        REMOVED,
        LEFT,
        RULES_CHANGED
    }

    /**
     * One of them.
     *
     * @param whom the name of the person concerned; empty when it concerns nobody
     */
    record Event(Instant at, Type type, String by, String whom) {}

    void add(CompanyId company, Type type, AccountId by, AccountId whom) {
        add(company, type, by, whom.value(), null);
    }

    void add(CompanyId company, Type type, AccountId by, InvitationId invitation) {
        add(company, type, by, null, invitation.value());
    }

    void add(CompanyId company, Type type, AccountId by) {
        add(company, type, by, null, null);
    }

    private void add(CompanyId company, Type type, AccountId by, @Nullable UUID account, @Nullable UUID invitation) {
        jdbc.sql("""
                        insert into company_event (id, at, company_id, type, actor_id, account_id, invitation_id)
                        values (:id, :at, :company, :type, :actor, :account, :invitation)""")
                .param("id", Ids.next())
                .param("at", Timestamp.from(Times.now(clock)))
                .param("company", company.value())
                .param("type", type.name())
                .param("actor", by.value())
                .param("account", account, Types.OTHER)
                .param("invitation", invitation, Types.OTHER)
                .update();
    }

    /** The last ones, newest first. */
    List<Event> of(CompanyId company) {
        return jdbc.sql("""
                        select e.at, e.type, a.name as actor, coalesce(w.name, i.invited_name, '') as whom
                        from company_event e
                        join account a on a.id = e.actor_id
                        left join account w on w.id = e.account_id
                        left join invitation i on i.id = e.invitation_id
                        where e.company_id = :company order by e.at desc, e.id desc limit :shown""")
                .param("company", company.value())
                .param("shown", SHOWN)
                .query((row, number) -> new Event(
                        row.getTimestamp("at").toInstant(),
                        Type.valueOf(row.getString("type")),
                        row.getString("actor"),
                        row.getString("whom")))
                .list();
    }
}
