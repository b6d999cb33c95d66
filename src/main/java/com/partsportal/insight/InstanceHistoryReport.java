package com.partsportal.insight;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finished instances, the history of one, and counts by element, for Cockpit: a report over the engine's tables, customers and RFQs. */
@Component
class InstanceHistoryReport {

    /** Instances on one page. */
    static final int PAGE = 50;

    /** Milestones of one instance. */
    private static final int MOST_MILESTONES = 200;

    /** What counts by element, and how many instances the durations are of. */
    private static final int MOST_COUNTED = 100_000;

    private static final int MOST_MEASURED = 1000;

    private static final String INSTANCE = """
            select h.id_ as instance, h.business_key_ as key, h.proc_def_key_ as process, d.version_ as version,
              h.state_ as state, h.end_act_id_ as element, h.start_time_ at time zone 'UTC' as started,
              h.end_time_ at time zone 'UTC' as ended, h.duration_ as millis, c.id as customer, c.company_name as company
            from act_hi_procinst h left join act_re_procdef d on d.id_ = h.proc_def_id_
              left join customer c on c.id = case h.proc_def_key_
                when 'customer-onboarding' then h.business_key_::uuid
                when 'rfq' then (select r.customer_id from rfq r where r.id = h.business_key_::uuid) end
            """;

    private static final String FINISHED = INSTANCE + """
            where h.proc_def_key_ = (select key_ from act_re_procdef where id_ = :definition) and h.end_time_ is not null
              and (:key::text is null or h.business_key_ = :key)
              and (:state::text is null or h.state_ = :state)
              and (:element::text is null or h.end_act_id_ = :element)
              and (:from::timestamptz is null or h.end_time_ >= :from::timestamptz at time zone 'UTC')
              and (:to::timestamptz is null or h.end_time_ < :to::timestamptz at time zone 'UTC')
              and (:before::text is null
                   or (h.end_time_, h.id_) < (select b.end_time_, b.id_ from act_hi_procinst b where b.id_ = :before))
            order by h.end_time_ desc, h.id_ desc limit :most""";

    private static final String ONE = INSTANCE + "where h.id_ = :instance";

    private static final String DURATIONS = """
            select count(*) as number, percentile_disc(0.5) within group (order by millis) as median,
              percentile_disc(0.9) within group (order by millis) as p90
            from (select duration_ as millis from act_hi_procinst
                  where proc_def_key_ = (select key_ from act_re_procdef where id_ = :definition) and end_time_ is not null
                  order by end_time_ desc limit :most) newest""";

    private static final String MILESTONES = """
            select act_id_ as element, act_name_ as name, start_time_ at time zone 'UTC' as at, duration_ as millis
            from act_hi_actinst where proc_inst_id_ = :instance order by start_time_, id_ limit :most""";

    /** What waits there now; what passed there since, as far as the history keeps it; what failed there and waits for somebody. */
    private static final String ELEMENTS = """
            with counted as (
              select act_id_ as element, 1 as running, 0 as finished, 0 as failed from (
                select act_id_ from act_ru_execution
                where proc_def_id_ = :definition and act_id_ is not null and is_active_ and not is_event_scope_ limit :most) r
              union all select act_id_, 0, 1, 0 from (
                select act_id_ from act_hi_actinst
                where proc_def_id_ = :definition and end_time_ >= :since::timestamptz at time zone 'UTC'
                order by end_time_ desc limit :most) f
              union all select activity_id_, 0, 0, 1 from (
                select activity_id_ from act_ru_incident
                where proc_def_id_ = :definition and id_ = cause_incident_id_ and activity_id_ is not null limit :most) i)
            select element, sum(running) as running, sum(finished) as finished, sum(failed) as failed
            from counted group by element order by element""";

    private final JdbcClient jdbc;

    InstanceHistoryReport(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param state COMPLETED, or what the engine says of one that was ended from outside
     * @param element the end event; null: it came to none
     * @param ended null: it runs
     * @param customer whose it is; null for processes that are about no customer
     */
    record Instance(
            String instance,
            @Nullable String key,
            String process,
            @Nullable Integer version,
            String state,
            @Nullable String element,
            Instant started,
            @Nullable Instant ended,
            @Nullable Long millis,
            @Nullable UUID customer,
            @Nullable String company) {}

    /** Of the newest finished ones. @param median null: none has finished, as the next */
    record Durations(
            long number, @Nullable Long median, @Nullable Long p90) {}

    record Milestone(
            String element,
            @Nullable String name,
            Instant at,
            @Nullable Long millis) {}

    record Element(String element, long running, long finished, long failed) {}

    /**
     * What to show of the finished instances; null: of all.
     *
     * @param before only what ended before this instance
     */
    record Filter(
            @Nullable String key,
            @Nullable String state,
            @Nullable String element,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String before) {}

    /** Of all versions of a definition's process, the newest first, at most {@link #PAGE}. */
    List<Instance> finished(String definition, Filter filter) {
        return jdbc.sql(FINISHED)
                .param("definition", definition)
                .param("key", filter.key())
                .param("state", filter.state())
                .param("element", filter.element())
                .param("from", timestamp(filter.from()))
                .param("to", timestamp(filter.to()))
                .param("before", filter.before())
                .param("most", PAGE)
                .query(Instance.class)
                .list();
    }

    /** Of all versions of a definition's process. */
    Durations durations(String definition) {
        return jdbc.sql(DURATIONS)
                .param("definition", definition)
                .param("most", MOST_MEASURED)
                .query(Durations.class)
                .single();
    }

    Optional<Instance> find(String instance) {
        return jdbc.sql(ONE).param("instance", instance).query(Instance.class).optional();
    }

    /** The oldest first. */
    List<Milestone> milestones(String instance) {
        return jdbc.sql(MILESTONES)
                .param("instance", instance)
                .param("most", MOST_MILESTONES)
                .query(Milestone.class)
                .list();
    }

    /** @param since from when on finished ones count */
    List<Element> elements(String definition, Instant since) {
        return jdbc.sql(ELEMENTS)
                .param("definition", definition)
                .param("since", Timestamp.from(since))
                .param("most", MOST_COUNTED)
                .query(Element.class)
                .list();
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
