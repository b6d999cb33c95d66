package com.partsportal.insight;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The numbers behind the metrics: a report over all modules and the engine's tables. Each reads what is open, by a partial index. */
@Component
class MeasuresReport {

    private static final String BY_STATUS = "select status as tag, count(*) as number from invitation group by status";

    private static final String UNDELIVERED = """
            select delivery_failure as tag, count(*) as number from invitation
            where status = 'PENDING' and delivery_failure is not null group by delivery_failure""";

    /** An email that nobody wants any more stays queued, without an instance. */
    private static final String WAITING_MAILS = """
            select count(*) as number, coalesce(extract(epoch from :now - min(m.created_at)), 0) as seconds
            from sent_mail m
            where m.state = 'QUEUED' and m.created_at > :now - interval '30 days'
              and (exists (select 1 from act_ru_execution e where e.business_key_ = m.id::text)
                or exists (select 1 from invitation i join act_ru_execution e on e.business_key_ = i.process_key::text
                           where i.id = m.invitation_id))""";

    private static final String JOBS = """
            select count(*) as number, coalesce(greatest(0, extract(epoch from :now - min(j.duedate_ at time zone 'UTC'))), 0) as seconds
            from act_ru_job j
            where j.duedate_ <= :now at time zone 'UTC' and j.retries_ > 0 and j.suspension_state_ = 1
              and (j.lock_exp_time_ is null or j.lock_exp_time_ <= :now at time zone 'UTC')""";

    private static final String INCIDENTS = """
            select d.key_ as tag, count(*) as number
            from act_ru_incident i join act_re_procdef d on d.id_ = i.proc_def_id_ group by d.key_""";

    private static final String STUCK_MAILS = """
            select count(*) as number, 0 as seconds
            from act_ru_incident i join act_re_procdef d on d.id_ = i.proc_def_id_
            where d.key_ in ('customer-onboarding', 'user-invitation', 'mail-delivery') and i.activity_id_ <> 'expiryDue'""";

    private static final String WEBHOOKS = """
            select 'waiting' as tag, count(*) as number from webhook_delivery where state = 'WAITING'
            union all
            select 'given-up', count(*) from webhook_delivery
            where state = 'GIVEN_UP' and created_at > :now - interval '1 day'
            union all
            select 'endpoints-off', count(*) from webhook_endpoint where switched_off_at is not null and not active""";

    private static final String IMPORTS = """
            select lower(state) as tag, count(*) as number from customer_import
            where created_at > :now - interval '1 day' and not dry_run group by state""";

    private final JdbcClient jdbc;

    MeasuresReport(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param oldestSeconds how long the oldest of them waits */
    record Queue(long number, double oldestSeconds) {}

    /** Reads every row: not for every minute. */
    Map<String, Long> invitations() {
        return byTag(BY_STATUS, Instant.EPOCH);
    }

    Map<String, Long> undelivered() {
        return byTag(UNDELIVERED, Instant.EPOCH);
    }

    Queue waitingMails(Instant now) {
        return queue(WAITING_MAILS, now);
    }

    long stuckMails() {
        return queue(STUCK_MAILS, Instant.EPOCH).number();
    }

    /** Due, and nobody runs them. */
    Queue overdueJobs(Instant now) {
        return queue(JOBS, now);
    }

    Map<String, Long> incidents() {
        return byTag(INCIDENTS, Instant.EPOCH);
    }

    Map<String, Long> webhooks(Instant now) {
        return byTag(WEBHOOKS, now);
    }

    /** Of the last day. */
    Map<String, Long> imports(Instant now) {
        return byTag(IMPORTS, now);
    }

    private Queue queue(String sql, Instant now) {
        return statement(sql, now)
                .query((row, number) -> new Queue(row.getLong("number"), row.getDouble("seconds")))
                .single();
    }

    private Map<String, Long> byTag(String sql, Instant now) {
        var numbers = new LinkedHashMap<String, Long>();
        statement(sql, now).query((ResultSet row) -> add(row, numbers));
        return numbers;
    }

    private static void add(ResultSet row, Map<String, Long> numbers) throws SQLException {
        numbers.put(row.getString("tag"), row.getLong("number"));
    }

    private JdbcClient.StatementSpec statement(String sql, Instant now) {
        return jdbc.sql(sql).param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
    }
}
