package com.partsportal.emailchange;

import com.partsportal.shared.DatabaseTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Support's list of cases, over logins and companies: a report, since it joins the tables of several modules. */
@Component
class CaseReport {

    /** What a page shows at most. */
    static final int MOST = 100;

    private static final Duration ESCALATIONS_COUNTED = Duration.ofDays(30);

    private static final String CASES = """
            with cases as (
              select c.id, c.number, 'EMAIL_CHANGE' as kind, c.current_email as email, c.new_email, a.name as person,
                (select string_agg(co.name, ', ' order by co.name) from company_user u join company co on co.id = u.company_id
                 where u.account_id = c.account_id and u.ended_at is null) as company,
                c.requested_at as opened_at,
                case when c.state = 'OPEN' then %s end as waiting_for,
                case when c.state = 'OPEN' then c.escalated_at end as escalated_at,
                exists (select 1 from email_change_event e where e.email_change_id = c.id and e.type = 'ESCALATED') as delayed,
                c.ended_at as closed_at, case when c.state <> 'OPEN' then c.state end as outcome,
                case when c.state <> 'OPEN' then
                  (select p.name from email_change_event e join account p on p.id = e.actor_id
                   where e.email_change_id = c.id and e.at = c.ended_at order by e.id limit 1) end as closed_by
              from email_change c left join account a on a.id = c.account_id
              union all
              select s.id, s.number, s.kind, a.email, null, a.name,
                coalesce(co.name,
                  (select string_agg(m.name, ', ' order by m.name) from company_user u join company m on m.id = u.company_id
                   where u.account_id = s.account_id and u.ended_at is null)),
                s.opened_at, case when s.state = 'OPEN' then 'AGENT' end,
                case when s.state = 'OPEN' then s.escalated_at end, s.escalated_at is not null,
                s.closed_at, s.outcome, by.name
              from support_case s left join account a on a.id = s.account_id left join company co on co.id = s.company_id
                left join account by on by.id = s.closed_by)
            select * from cases
            where (:query = '' or number::text = :query or position(:query in lower(email)) > 0
                or position(:query in lower(new_email)) > 0 or position(:query in lower(person)) > 0
                or position(:query in lower(company)) > 0)
              and case :state when 'OPEN' then closed_at is null and (waiting_for <> 'NEW_ADDRESS' or person is not null)
                              when 'WAITING' then closed_at is null and waiting_for not in ('REVIEW', 'AGENT')
                              when 'OVERDUE' then escalated_at is not null
                              when 'CLOSED' then closed_at is not null
                              else true end
            order by escalated_at, closed_at desc nulls first, opened_at desc, id limit :most""".formatted(WaitingFor.STEP);

    private final JdbcClient jdbc;
    private final Clock clock;

    CaseReport(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Which cases are listed. */
    enum State {
        OPEN,
        /** Open, and somebody else than an agent has the next step. */
        WAITING,
        OVERDUE,
        CLOSED,
        ALL
    }

    /** The lead's first, then what is open, the newest first. @param query part of an address, a name or a company, or a number */
    @Transactional(readOnly = true)
    List<CaseRow> find(String query, State state) {
        return jdbc.sql(CASES)
                .param("query", query.strip().toLowerCase(Locale.ROOT))
                .param("state", state.name())
                .param("most", MOST)
                .query(CaseReport::row)
                .list();
    }

    /** The case of that number. */
    @Transactional(readOnly = true)
    Optional<UUID> idOf(long number) {
        return jdbc.sql("""
                        select id from email_change where number = :number
                        union all select id from support_case where number = :number""").param("number", number).query(UUID.class).optional();
    }

    /** How many cases became the lead's in the last 30 days, decided since or not. */
    @Transactional(readOnly = true)
    long escalatedLately() {
        return jdbc.sql("""
                        select (select count(*) from email_change_event where type = 'ESCALATED' and at > :since)
                             + (select count(*) from support_case_event where type = 'ESCALATED' and at > :since)""")
                .param("since", Timestamp.from(DatabaseTime.now(clock).minus(ESCALATIONS_COUNTED)))
                .query(Long.class)
                .single();
    }

    private static CaseRow row(ResultSet row, int number) throws SQLException {
        return new CaseRow(
                row.getObject("id", UUID.class),
                row.getLong("number"),
                row.getString("kind"),
                row.getString("company"),
                row.getString("person"),
                row.getString("email"),
                row.getString("new_email"),
                Objects.requireNonNull(DatabaseTime.read(row, "opened_at")),
                row.getString("waiting_for"),
                DatabaseTime.read(row, "escalated_at"),
                row.getBoolean("delayed"),
                DatabaseTime.read(row, "closed_at"),
                row.getString("outcome"),
                row.getString("closed_by"));
    }
}
