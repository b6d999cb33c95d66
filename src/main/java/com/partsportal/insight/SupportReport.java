package com.partsportal.insight;

import com.partsportal.emailchange.WaitingFor;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Numbers about support's cases and about RFQs that wait: a report over their tables, logins and the engine's tasks. */
@Component
class SupportReport {

    /** Of each waiting case, the same steps as support's list names. */
    private static final String WAITING = """
            with waiting as (
              select %s as step, extract(epoch from :now - c.requested_at) as age, c.escalated_at
              from email_change c where c.state = 'OPEN'
              union all
              select s.kind, extract(epoch from :now - s.opened_at), s.escalated_at from support_case s where s.state = 'OPEN')
            select step, count(*) as number, percentile_cont(0.5) within group (order by age) as median, max(age) as oldest,
              count(escalated_at) as late
            from waiting group by step order by number desc, step""".formatted(WaitingFor.STEP);

    private static final String ENDS = """
            select c.state as how, count(*) as number,
              percentile_cont(0.5) within group (order by extract(epoch from c.ended_at - c.requested_at)) as median,
              count(*) filter (where exists (
                select 1 from email_change_event e where e.email_change_id = c.id and e.type = 'ESCALATED')) as late
            from email_change c where c.state <> 'OPEN' and c.ended_at >= :from and c.ended_at < :now
            group by c.state order by number desc, how""";

    private static final String AGENTS = """
            with done as (
              select e.actor_id, e.type from email_change_event e
              where e.at >= :from and e.at < :now
                and e.type in ('APPROVED', 'REJECTED', 'SECOND_APPROVED', 'SECOND_REJECTED', 'ASKED')
              union all
              select s.closed_by, 'CLOSED' from support_case s where s.closed_at >= :from and s.closed_at < :now
              union all
              select t.assignee_::uuid, 'CLAIMED' from act_ru_task t
              where t.assignee_ ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$')
            select a.name, count(*) filter (where d.type not in ('ASKED', 'CLOSED', 'CLAIMED')) as decided,
              count(*) filter (where d.type = 'ASKED') as asked, count(*) filter (where d.type = 'CLOSED') as closed,
              count(*) filter (where d.type = 'CLAIMED') as claimed
            from done d join account a on a.id = d.actor_id
            group by a.id, a.name order by decided desc, closed desc, a.name, a.id limit :most""";

    private static final String RFQS = """
            select v.name, count(*) filter (where r.status = 'UNDER_REVIEW') as waiting,
              count(*) filter (where r.status = 'UNDER_REVIEW' and r.review_at < :now - interval '30 days') as late,
              max(extract(epoch from :now - r.review_at)) filter (where r.status = 'UNDER_REVIEW') as oldest,
              count(*) filter (where r.status in ('ANSWERED', 'QUOTED', 'REJECTED') and r.answered_at >= :from) as answered,
              percentile_cont(0.5) within group (order by extract(epoch from r.answered_at - r.review_at))
                filter (where r.status in ('ANSWERED', 'QUOTED', 'REJECTED') and r.answered_at >= :from) as median
            from rfq r join vendor v on v.id = r.vendor_id
            where r.status = 'UNDER_REVIEW' or (r.answered_at >= :from and r.status in ('ANSWERED', 'QUOTED', 'REJECTED'))
            group by v.id, v.name order by late desc, waiting desc, v.name, v.id limit :most""";

    private final JdbcClient jdbc;

    SupportReport(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Open cases that wait for the same.
     *
     * @param step a step of an email change, or the kind of another case
     * @param median age in seconds
     * @param late how many were escalated
     */
    record OpenCases(String step, long number, double median, double oldest, long late) {}

    /**
     * Email changes that ended in the same way.
     *
     * @param median from the request to the end, in seconds
     * @param late how many were escalated before, since support had not decided
     */
    record Ends(String how, long number, double median, long late) {}

    /**
     * What an agent did in the period.
     *
     * @param claimed tasks that the agent has now
     */
    record Agent(String name, long decided, long asked, long closed, long claimed) {}

    /**
     * RFQs of a vendor.
     *
     * @param late waiting for more than 30 days
     * @param oldest how long the oldest one has waited, in seconds; null: none waits
     * @param median from the vendor's receipt to its answer, in seconds, of those answered in the period
     */
    record Rfqs(
            String name,
            long waiting,
            long late,
            @Nullable Double oldest,
            long answered,
            @Nullable Double median) {}

    List<OpenCases> openCases(Instant now) {
        return jdbc.sql(WAITING).param("now", at(now)).query(OpenCases.class).list();
    }

    List<Ends> ends(InsightFilter filter) {
        return statement(ENDS, filter).query(Ends.class).list();
    }

    List<Agent> agents(InsightFilter filter) {
        return statement(AGENTS, filter)
                .param("most", InsightReport.MOST_GROUPS)
                .query(Agent.class)
                .list();
    }

    List<Rfqs> rfqs(InsightFilter filter) {
        return statement(RFQS, filter)
                .param("most", InsightReport.MOST_GROUPS)
                .query(Rfqs.class)
                .list();
    }

    private JdbcClient.StatementSpec statement(String sql, InsightFilter filter) {
        return jdbc.sql(sql).param("from", at(filter.from())).param("now", at(filter.now()));
    }

    private static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
