package com.partsportal.company;

import com.partsportal.company.CompanyEvents.Event;
import com.partsportal.company.CompanyEvents.Type;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The history of a company as its people read it. By JDBC since it joins the names of logins and invitations. */
@Component
class CompanyHistoryReport {

    private static final String EVENTS = """
            select * from (
                select e.id, e.at, e.type, e.actor_id, a.name as actor,
                       coalesce(e.account_id, e.invitation_id, e.rfq_id) as subject,
                       coalesce(w.name, i.invited_name, '') as whom,
                       cast(null as text) as field, e.before, e.after, e.from_network
                from company_event e
                join account a on a.id = e.actor_id
                left join account w on w.id = e.account_id
                left join invitation i on i.id = e.invitation_id
                where e.company_id = :company
                union all
                select h.id, h.at, 'PROFILE_CHANGED', h.actor_id, a.name, null, '', h.field, h.old_value, h.new_value,
                       h.from_network
                from company_change h join account a on a.id = h.actor_id
                where h.company_id = :company) event
            where (at, id) < (:at, :id) order by at desc, id desc limit :most""";

    private static final String PROFILE_CHANGES = """
            select h.at, a.name, h.field, h.old_value, h.new_value
            from company_change h join account a on a.id = h.actor_id
            where h.company_id = :company and h.version > :version order by h.at desc, h.id desc limit 200""";

    private final JdbcClient jdbc;

    CompanyHistoryReport(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Newest first, changes of the profile included. */
    List<Event> newest(CompanyId company, int most) {
        return before(company, Instant.parse("9999-01-01T00:00:00Z"), new UUID(-1, -1), most);
    }

    /** Those before that one, newest first. */
    List<Event> before(CompanyId company, Instant at, UUID id, int most) {
        return jdbc.sql(EVENTS)
                .param("company", company.value())
                .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                .param("id", id)
                .param("most", most)
                .query((row, number) -> new Event(
                        row.getObject("id", UUID.class),
                        row.getTimestamp("at").toInstant(),
                        Type.valueOf(row.getString("type")),
                        row.getObject("actor_id", UUID.class),
                        row.getString("actor"),
                        row.getObject("subject", UUID.class),
                        row.getString("whom"),
                        row.getString("field"),
                        row.getString("before"),
                        row.getString("after"),
                        row.getString("from_network")))
                .list();
    }

    /** Changes of the profile after this version of it, newest first. */
    List<CompanyChange> profileChanges(CompanyId company, int version) {
        return jdbc.sql(PROFILE_CHANGES)
                .param("company", company.value())
                .param("version", version)
                .query((row, number) -> new CompanyChange(
                        row.getTimestamp("at").toInstant(),
                        row.getString("name"),
                        row.getString("field"),
                        row.getString("old_value"),
                        row.getString("new_value")))
                .list();
    }
}
