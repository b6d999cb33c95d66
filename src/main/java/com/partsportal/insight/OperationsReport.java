package com.partsportal.insight;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What staff did to the engine, and what waits for staff there: a report over the record, logins and the engine's tables. */
@Component
class OperationsReport {

    /** On one page. */
    static final int PAGE = 100;

    /** Jobs of a group that one act takes. */
    static final int MOST_JOBS = 500;

    private static final String OPERATIONS = """
            select o.id, o.at, o.action, a.name as person, o.process, o.instance_id, o.business_key, o.element, o.affected,
              o.detail, o.reason
            from engine_operation o left join account a on a.id = o.account_id
            where (:action::text is null or o.action = :action)
              and (:before::uuid is null or (o.at, o.id) < (select b.at, b.id from engine_operation b where b.id = :before))
            order by o.at desc, o.id desc limit :most""";

    private static final String INCIDENTS = """
            select d.key_ as process, i.activity_id_ as element, coalesce(j.exception_msg_, i.incident_msg_, '') as message,
              count(*) as number, min(i.incident_timestamp_) at time zone 'UTC' as since
            from act_ru_incident i join act_re_procdef d on d.id_ = i.proc_def_id_ left join act_ru_job j on j.id_ = i.configuration_
            where i.id_ = i.cause_incident_id_
            group by 1, 2, 3 order by number desc, 1, 2, 3 limit 100""";

    private static final String JOBS = """
            select i.configuration_ as job, i.proc_inst_id_ as instance, e.business_key_ as key
            from act_ru_incident i join act_re_procdef d on d.id_ = i.proc_def_id_
              join act_ru_execution e on e.id_ = i.proc_inst_id_
            where i.id_ = i.cause_incident_id_ and d.key_ = :process and i.activity_id_ = :element
            order by i.incident_timestamp_, i.id_ limit :most""";

    private static final String HISTORY = """
            select proc_def_key_ as process, count(*) as kept, count(end_time_) as finished,
              min(start_time_) at time zone 'UTC' as oldest,
              count(*) filter (where removal_time_ at time zone 'UTC' <= :now and end_time_ is not null) as overdue
            from act_hi_procinst group by proc_def_key_ order by proc_def_key_""";

    private static final String CLEAN_UP = """
            select duedate_ at time zone 'UTC' as due, retries_ as retries from act_ru_job
            where handler_type_ = 'history-cleanup' order by duedate_ limit 1""";

    private final JdbcClient jdbc;

    OperationsReport(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param person null: a command, or somebody whose login was erased */
    record Line(
            UUID id,
            Instant at,
            String action,
            @Nullable String person,
            @Nullable String process,
            @Nullable String instanceId,
            @Nullable String businessKey,
            @Nullable String element,
            int affected,
            @Nullable String detail,
            @Nullable String reason) {}

    /** Incidents of one cause. */
    record Incidents(String process, String element, String message, long number, Instant since) {}

    record StuckJob(String job, String instance, String key) {}

    /**
     * The newest first.
     *
     * @param action null: any
     * @param before only what is older than this one; null: from the newest on
     */
    List<Line> operations(Operation.@Nullable Action action, @Nullable UUID before) {
        return jdbc.sql(OPERATIONS)
                .param("action", action == null ? null : action.name())
                .param("before", before)
                .param("most", PAGE)
                .query(Line.class)
                .list();
    }

    List<Incidents> incidents() {
        return jdbc.sql(INCIDENTS).query(Incidents.class).list();
    }

    /**
     * @param overdue ended, and kept for longer than its time to live: the next clean-up removes it
     */
    record Kept(String process, long kept, long finished, Instant oldest, long overdue) {}

    record CleanUp(Instant due, int retries) {}

    /** What the engine's history holds. */
    List<Kept> history(Instant now) {
        return jdbc.sql(HISTORY)
                .param("now", Timestamp.from(now))
                .query(Kept.class)
                .list();
    }

    /** When the history is cleaned next; empty: never. */
    Optional<CleanUp> cleanUp() {
        return jdbc.sql(CLEAN_UP).query(CleanUp.class).optional();
    }

    /** The oldest first. */
    List<StuckJob> stuckJobs(String process, String element) {
        return jdbc.sql(JOBS)
                .param("process", process)
                .param("element", element)
                .param("most", MOST_JOBS)
                .query(StuckJob.class)
                .list();
    }
}
