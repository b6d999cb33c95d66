package com.partsportal.insight;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Numbers about the onboarding of primary contacts, a report over customers, invitations, companies and vendors. Each
 * statement reads one period and groups it in the database.
 */
@Component
class InsightReport {

    /** Groups of one dimension, at most: the largest. */
    static final int MOST_GROUPS = 100;

    /** Since when each version of the decision table has been in force; the beginning of a statement. */
    private static final String POLICY = """
            with policy as (
              select d.version_ as version, p.deploy_time_ at time zone 'UTC' as since
              from act_re_decision_def d join act_re_deployment p on p.id_ = d.deployment_id_
              where d.key_ = 'invitation-policy'),
            """;

    /** Who looked at the page of an invitation counts as somebody who opened it, and so does who accepted. */
    private static final String COHORT = POLICY + """
            sending as (
              select i.customer_id, min(i.invited_at) as invited_at, min(o.at) as opened_at
              from invitation i left join invitation_opening o on o.invitation_id = i.id and o.person
              where i.kind = 'CONTACT' and i.invited_at >= :from %s
              group by i.customer_id),
            cohort as (
              select c.vendor_id, v.name as vendor, r.label as ranking, c.language, c.created_at, s.invited_at,
                case when s.invited_at is null then null
                     else coalesce((select max(p.version) from policy p where p.since <= s.invited_at), 1) end as policy,
                coalesce(s.opened_at, c.accepted_at) as opened_at, c.accepted_at,
                case when c.accepted_at is not null then o.parts_seen_at end as seen_at, c.first_rfq_at as rfq_at
              from customer c join vendor v on v.id = c.vendor_id join ranking r on r.id = c.ranking_id
                left join company o on o.id = c.company_id left join sending s on s.customer_id = c.id
              where c.created_at >= :from and c.created_at < :now %s)
            """;

    private static final String GROUPS = """
            select case when grouping(vendor) = 0 then 'vendor' when grouping(ranking) = 0 then 'ranking'
                        when grouping(language) = 0 then 'language' when grouping(policy) = 0 then 'policy' else 'all' end as dimension,
              coalesce(vendor, ranking, language, policy::text) as label, count(*) as saved, count(invited_at) as invited,
              count(opened_at) as opened, count(accepted_at) as accepted, count(seen_at) as seen, count(rfq_at) as rfq,
              percentile_cont(array[0.5, 0.9]) within group (order by extract(epoch from invited_at - created_at)) as to_invited,
              percentile_cont(array[0.5, 0.9]) within group (order by extract(epoch from opened_at - invited_at)) as to_opened,
              percentile_cont(array[0.5, 0.9]) within group (order by extract(epoch from accepted_at - invited_at)) as to_accepted,
              percentile_cont(array[0.5, 0.9]) within group (order by extract(epoch from rfq_at - accepted_at)) as to_rfq
            from cohort
            group by grouping sets ((), (vendor_id, vendor), (ranking), (language), (policy))
            order by dimension, saved desc, label""";

    private static final String WEEKS = """
            with sent as (
              select date_trunc('week', i.invited_at at time zone :zone) as week, count(*) as number
              from invitation i where i.kind = 'CONTACT' and i.invited_at >= :from and i.invited_at < :now %1$s group by 1),
            accepted as (
              select date_trunc('week', i.ended_at at time zone :zone) as week, count(*) as number
              from invitation i where i.kind = 'CONTACT' and i.status = 'ACCEPTED' and i.ended_at >= :from
                and i.ended_at < :now %1$s group by 1)
            select w.week::date as week, coalesce(s.number, 0) as sent, coalesce(a.number, 0) as accepted
            from generate_series(date_trunc('week', :from at time zone :zone), date_trunc('week', :now at time zone :zone),
                interval '1 week') w(week)
              left join sent s on s.week = w.week left join accepted a on a.week = w.week
            order by w.week""";

    /** Of each number of reminders: how many invitations got so many or more, and how many were accepted before the next. */
    private static final String REMINDERS = """
            with sending as (
              select i.reminders_sent, count(*) as number, count(*) filter (where i.status = 'ACCEPTED') as accepted
              from invitation i where i.kind = 'CONTACT' and i.invited_at >= :from and i.invited_at < :now %s
              group by i.reminders_sent)
            select n as reminders, coalesce(sum(s.number), 0) as reached,
              coalesce(sum(s.accepted) filter (where s.reminders_sent = n), 0) as accepted
            from generate_series(0, (select max(reminders_sent) from sending)) n left join sending s on s.reminders_sent >= n
            group by n order by n""";

    /** Of each version of the decision table: what was accepted after so many reminders, of what got so many or more. */
    private static final String POLICIES = POLICY + """
            sending as (
              select coalesce((select max(p.version) from policy p where p.since <= i.invited_at), 1) as version,
                i.reminders_sent as sent, i.status = 'ACCEPTED' as accepted
              from invitation i where i.kind = 'CONTACT' and i.invited_at >= :from and i.invited_at < :now %s)
            select version, count(*) as sent, count(*) filter (where accepted and sent = 0) as accepted0,
              count(*) filter (where sent >= 1) as reached1, count(*) filter (where accepted and sent = 1) as accepted1,
              count(*) filter (where sent >= 2) as reached2, count(*) filter (where accepted and sent = 2) as accepted2,
              count(*) filter (where sent >= 3) as reached3, count(*) filter (where accepted and sent >= 3) as accepted3
            from sending group by version order by version""";

    /** Of who invited: how many addresses turned out to be none. */
    private static final String REFUSALS = """
            select coalesce(a.name, '–') || ' · ' || v.name as name, count(*) as sent,
              count(*) filter (where i.delivery_failure in ('REFUSED', 'BOUNCED')) as refused
            from invitation i join vendor v on v.id = i.vendor_id left join account a on a.id = i.invited_by
            where i.kind = 'CONTACT' and i.invited_at >= :from and i.invited_at < :now %s
            group by v.id, v.name, a.id, a.name
            having count(*) filter (where i.delivery_failure in ('REFUSED', 'BOUNCED')) > 0
            order by refused desc, name limit 20""";

    private static final String STANDING = """
            with open as (
              select case when i.delivery = 'FAILED' then 'UNDELIVERED' when i.delivery = 'QUEUED' then 'WAITING'
                          when exists (select 1 from invitation_opening o where o.invitation_id = i.id and o.person) then 'OPENED'
                          else 'UNOPENED' end as stage,
                extract(epoch from :now - i.invited_at) as age, i.expires_at
              from invitation i where i.kind = 'CONTACT' and i.status = 'PENDING' and i.expires_at > :now %1$s
              union all
              select 'DRAFT', extract(epoch from :now - c.created_at), null
              from customer c where c.status = 'DRAFT' %2$s)
            select stage, count(*) as number, percentile_cont(0.5) within group (order by age) as median, max(age) as oldest,
              count(*) filter (where expires_at < :now + interval '7 days') as expiring
            from open group by stage""";

    private static final String REASONS = """
            select case when i.status = 'DECLINED' then 'DECLINED'
                        when i.status = 'REVOKED' then case when i.end_reason = 'address-corrected' then 'CORRECTED' else 'REVOKED' end
                        when i.delivery_failure is not null then i.delivery_failure
                        when exists (select 1 from invitation_opening o where o.invitation_id = i.id and o.person) then 'LEFT'
                        else 'UNOPENED' end as reason, count(*) as number
            from invitation i
            where i.kind = 'CONTACT' and i.status in ('DECLINED', 'REVOKED', 'EXPIRED') and i.ended_at >= :from and i.ended_at < :now %s
            group by 1 order by 2 desc, 1""";

    private static final String WORDS = """
            select i.end_reason as words, count(*) as number from invitation i
            where i.kind = 'CONTACT' and i.status = 'DECLINED' and i.end_reason is not null
              and i.ended_at >= :from and i.ended_at < :now %s
            group by i.end_reason order by 2 desc, 1 limit 20""";

    private static final String ACCEPTED_LATELY = """
            select count(*) from invitation i
            where i.kind = 'CONTACT' and i.status = 'ACCEPTED' and i.ended_at >= :since %s""";

    private final JdbcClient jdbc;

    InsightReport(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Half of them took no longer than the first, nine of ten no longer than the second, in seconds; null: nobody got there. */
    record Span(@Nullable Double median, @Nullable Double p90) {}

    /**
     * Customers that were saved in the period, and how far they have come until now.
     *
     * @param dimension {@code all}, {@code vendor}, {@code ranking}, {@code language} or {@code policy}
     * @param label which of them; null where nothing was sent, and for all
     */
    record Group(
            String dimension,
            @Nullable String label,
            long saved,
            long invited,
            long opened,
            long accepted,
            long seen,
            long rfq,
            Span toInvited,
            Span toOpened,
            Span toAccepted,
            Span toRfq) {}

    /** @param week its Monday */
    record Week(LocalDate week, long sent, long accepted) {}

    record Reminders(int reminders, long reached, long accepted) {}

    /** @param reached1 how many invitations got a reminder or more, and so on */
    record Policy(
            int version,
            long sent,
            long accepted0,
            long reached1,
            long accepted1,
            long reached2,
            long accepted2,
            long reached3,
            long accepted3) {}

    /** @param name of the person and the vendor */
    record Refusals(String name, long sent, long refused) {}

    /** Open invitations and drafts of this moment. */
    record Stage(String stage, long number, double median, double oldest, long expiring) {}

    record Reason(String reason, long number) {}

    record Words(String words, long number) {}

    record VendorName(UUID id, String name) {}

    /** To choose from. */
    List<VendorName> vendors() {
        return jdbc.sql("select id, name from vendor order by lower(name), id limit 1000")
                .query(VendorName.class)
                .list();
    }

    List<Group> groups(InsightFilter filter) {
        return statement(COHORT.formatted(ofInvitation(filter), ofCustomer(filter)) + GROUPS, filter)
                .query((row, number) -> group(row))
                .list();
    }

    List<Week> weeks(InsightFilter filter) {
        return statement(WEEKS.formatted(ofInvitation(filter)), filter)
                .query(Week.class)
                .list();
    }

    List<Reminders> reminders(InsightFilter filter) {
        return statement(REMINDERS.formatted(ofInvitation(filter)), filter)
                .query(Reminders.class)
                .list();
    }

    List<Policy> policies(InsightFilter filter) {
        return statement(POLICIES.formatted(ofInvitation(filter)), filter)
                .query(Policy.class)
                .list();
    }

    List<Refusals> refusals(InsightFilter filter) {
        return statement(REFUSALS.formatted(ofInvitation(filter)), filter)
                .query(Refusals.class)
                .list();
    }

    List<Stage> stages(InsightFilter filter) {
        return statement(STANDING.formatted(ofInvitation(filter), ofCustomer(filter)), filter)
                .query(Stage.class)
                .list();
    }

    List<Reason> reasons(InsightFilter filter) {
        return statement(REASONS.formatted(ofInvitation(filter)), filter)
                .query(Reason.class)
                .list();
    }

    /** What the invited people wrote. */
    List<Words> words(InsightFilter filter) {
        return statement(WORDS.formatted(ofInvitation(filter)), filter)
                .query(Words.class)
                .list();
    }

    long acceptedSince(InsightFilter filter, Instant since) {
        return statement(ACCEPTED_LATELY.formatted(ofInvitation(filter)), filter)
                .param("since", OffsetDateTime.ofInstant(since, ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    private JdbcClient.StatementSpec statement(String sql, InsightFilter filter) {
        return jdbc.sql(sql)
                .param("from", OffsetDateTime.ofInstant(filter.from(), ZoneOffset.UTC))
                .param("now", OffsetDateTime.ofInstant(filter.now(), ZoneOffset.UTC))
                .param("zone", filter.zone().getId())
                .param("vendor", filter.vendor())
                .param("ranking", filter.ranking())
                .param("language", filter.language());
    }

    /** Conditions only where something was chosen, so that the database plans for it. */
    private static String ofCustomer(InsightFilter filter) {
        return (filter.vendor() == null ? "" : " and c.vendor_id = :vendor")
                + (filter.language() == null ? "" : " and c.language = :language")
                + (filter.ranking() == null
                        ? ""
                        : " and c.ranking_id in (select id from ranking where label = :ranking)");
    }

    private static String ofInvitation(InsightFilter filter) {
        return (filter.vendor() == null ? "" : " and i.vendor_id = :vendor")
                + (filter.language() == null && filter.ranking() == null
                        ? ""
                        : " and exists (select 1 from customer c where c.id = i.customer_id" + ofCustomer(filter)
                                + ")");
    }

    private static Group group(ResultSet row) throws SQLException {
        return new Group(
                row.getString("dimension"),
                row.getString("label"),
                row.getLong("saved"),
                row.getLong("invited"),
                row.getLong("opened"),
                row.getLong("accepted"),
                row.getLong("seen"),
                row.getLong("rfq"),
                span(row, "to_invited"),
                span(row, "to_opened"),
                span(row, "to_accepted"),
                span(row, "to_rfq"));
    }

    private static Span span(ResultSet row, String column) throws SQLException {
        var array = row.getArray(column);
        if (array == null) {
            return new Span(null, null);
        }
        var values = (Double[]) array.getArray();
        return new Span(values[0], values[1]);
    }
}
