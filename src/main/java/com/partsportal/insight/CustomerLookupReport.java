package com.partsportal.insight;

import com.partsportal.shared.Folding;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A customer of any vendor, for the process owner: found by name or address, or by the business key of its instance. */
@Component
class CustomerLookupReport {

    static final int MOST = 50;

    private static final String COLUMNS = """
            select c.id, c.vendor_id, v.name as vendor, c.company_name, c.email, r.label as ranking,
              case when c.status = 'INVITED' and c.expires_at <= :now then 'EXPIRED' else c.status end as status,
              c.created_at, c.invited_at, c.expires_at, c.accepted_at, i.id as invitation_id, i.delivery, i.reminders_sent,
              case when i.status = 'PENDING' and not i.reminders_stopped
                   then nullif(split_part(i.reminders_at, ',', i.reminders_sent + 1), '')::timestamptz end as reminder_at,
              (select e.id_ from act_ru_execution e where e.business_key_ = c.id::text and e.id_ = e.proc_inst_id_ limit 1) as instance
            from customer c join vendor v on v.id = c.vendor_id join ranking r on r.id = c.ranking_id
              left join invitation i on i.id = c.invitation_id
            """;

    private static final String SEARCH =
            COLUMNS + "where c.search_text like :pattern escape '!' order by c.company_sort, c.id limit " + MOST;

    private static final String ONE = COLUMNS + "where c.id = :id";

    private static final String TIMELINE = """
            select t.at, t.type, a.name as person from timeline t left join account a on a.id = t.actor_id
            where t.customer_id = :id order by t.at desc, t.id desc limit 100""";

    private final JdbcClient jdbc;

    CustomerLookupReport(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param instance the running process instance; null: none */
    record Found(
            UUID id,
            UUID vendorId,
            String vendor,
            String companyName,
            String email,
            String ranking,
            String status,
            Instant createdAt,
            @Nullable Instant invitedAt,
            @Nullable Instant expiresAt,
            @Nullable Instant acceptedAt,
            @Nullable UUID invitationId,
            @Nullable String delivery,
            @Nullable Integer remindersSent,
            @Nullable Instant reminderAt,
            @Nullable String instance) {}

    record Line(Instant at, String type, @Nullable String person) {}

    List<Found> search(String text, Instant now) {
        var pattern =
                "%" + Folding.fold(text).replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
        return statement(SEARCH, now)
                .param("pattern", pattern)
                .query(Found.class)
                .list();
    }

    Optional<Found> find(UUID id, Instant now) {
        return statement(ONE, now).param("id", id).query(Found.class).optional();
    }

    /** The newest first. */
    List<Line> timeline(UUID id) {
        return jdbc.sql(TIMELINE).param("id", id).query(Line.class).list();
    }

    private JdbcClient.StatementSpec statement(String sql, Instant now) {
        return jdbc.sql(sql).param("now", Timestamp.from(now));
    }
}
