package com.partsportal.insight;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Compares rows with the engine's tables, a report since it joins both. One statement for each kind, so that what one
 * transaction wrote is seen whole or not at all; what a job is changing at this moment is left out.
 */
@Component
class DriftReport {

    /** Of each kind, at most. */
    static final int MOST = 1000;

    /** The running instances around invitations; {@code open}: it still waits for an answer. */
    private static final String INSTANCES = """
            with instance as materialized (
              select e.id_ as id, e.business_key_ as key, d.key_ as process,
                exists (select 1 from act_ru_event_subscr s
                        where s.proc_inst_id_ = e.id_ and s.event_name_ = 'InvitationAccepted') as open
              from act_ru_execution e join act_re_procdef d on d.id_ = e.proc_def_id_
              where e.id_ = e.proc_inst_id_ and d.key_ in ('customer-onboarding', 'user-invitation')
                and (:key::text is null or e.business_key_ = :key)),
            pending as materialized (
              select i.*, i.process_key::text as key,
                case i.kind when 'CONTACT' then 'customer-onboarding' else 'user-invitation' end as process,
                nullif(split_part(i.reminders_at, ',', i.reminders_sent + 1), '')::timestamptz as reminder_at
              from invitation i where i.status = 'PENDING' and (:key::text is null or i.process_key = :key::uuid)),
            one as materialized (
              select p.*, n.id as instance, n.open,
                array(select distinct x.act_id_ from act_ru_execution x
                      where x.proc_inst_id_ = n.id and x.act_id_ is not null) as elements
              from pending p join instance n on n.key = p.key and n.process = p.process
              where not exists (select 1 from instance o where o.key = n.key and o.process = n.process and o.id <> n.id)),
            job as (
              select j.process_instance_id_ as instance, d.act_id_ as element, j.duedate_ at time zone 'UTC' as due,
                j.retries_ as retries, coalesce(j.lock_exp_time_ at time zone 'UTC' > :now, false) as running
              from act_ru_job j join act_ru_jobdef d on d.id_ = j.job_def_id_
              where d.act_id_ in ('sendInvitation', 'reminderDue', 'expiryDue'))
            """;

    private static final String WITHOUT_INSTANCE = INSTANCES + """
            select p.process, p.key, p.id as row, null as instance, p.delivery as expected, null as actual from pending p
            where not exists (select 1 from instance n where n.key = p.key and n.process = p.process)
            order by p.id limit :most""";

    private static final String SEVERAL = INSTANCES + """
            select p.process, p.key, p.id as row, null as instance, '1' as expected, count(*)::text as actual
            from pending p join instance n on n.key = p.key and n.process = p.process
            group by p.process, p.key, p.id having count(*) > 1 order by p.id limit :most""";

    private static final String WITHOUT_INVITATION = INSTANCES + """
            select n.process, n.key, null::uuid as row, n.id as instance, null as expected,
              (select string_agg(distinct x.act_id_, ', ') from act_ru_execution x where x.proc_inst_id_ = n.id) as actual
            from instance n
            where not exists (select 1 from pending p where p.key = n.key and p.process = n.process)
              and (n.open or not exists (select 1 from invitation i
                                         where i.process_key::text = n.key and i.status = 'ACCEPTED'))
            order by n.id limit :most""";

    /** A job that has no retries left and a mail that did go out do not fit; neither does a step that lost its job. */
    private static final String ELEMENT = INSTANCES + """
            select o.process, o.key, o.id as row, o.instance,
              case when o.delivery = 'QUEUED' then 'sendInvitation' else 'reminderDue, awaitAcceptance' end as expected,
              array_to_string(o.elements, ', ') as actual
            from one o
            where not o.open
               or o.delivery = 'QUEUED' and not 'sendInvitation' = any (o.elements)
               or 'sendInvitation' = any (o.elements) and not exists (
                    select 1 from job j where j.instance = o.instance and j.element = 'sendInvitation'
                      and (o.delivery <> 'SENT' or j.retries > 0))
            order by o.id limit :most""";

    private static final String EXPIRY = INSTANCES + """
            select o.process, o.key, o.id as row, o.instance, o.expires_at::text as expected, j.due::text as actual
            from one o left join job j on j.instance = o.instance and j.element = 'expiryDue'
            where o.open and (j.instance is null
              or o.expires_at > :now and abs(extract(epoch from (j.due - o.expires_at))) > 0.001)
            order by o.id limit :most""";

    /** A reminder that is due is left to its job: it may wait for the mail server, or for the next day. */
    private static final String REMINDER = INSTANCES + """
            select o.process, o.key, o.id as row, o.instance, o.reminder_at::text as expected, j.due::text as actual
            from one o left join job j on j.instance = o.instance and j.element = 'reminderDue'
            where o.open and ('reminderDue' = any (o.elements) and j.instance is null
              or not j.running and j.retries > 0 and j.due > :now
                 and (o.reminder_at is null or o.reminder_at > :now and abs(extract(epoch from (j.due - o.reminder_at))) > 0.001)
              or 'awaitAcceptance' = any (o.elements) and o.reminder_at > :now and o.delivery = 'SENT'
                 and not o.reminders_stopped)
            order by o.id limit :most""";

    /** An instance that came to its end found that nobody wants the email any more. Older than the history nothing is known. */
    private static final String MAIL = """
            select 'mail-delivery' as process, m.id::text as key, m.id as row, null as instance, m.kind as expected,
              null as actual
            from sent_mail m
            where m.state = 'QUEUED' and m.kind in (:kinds) and m.created_at > :now - interval '90 days'
              and (:key::text is null or m.id = :key::uuid)
              and not exists (select 1 from act_hi_procinst h
                              where h.business_key_ = m.id::text and h.state_ in ('ACTIVE', 'SUSPENDED', 'COMPLETED'))
            order by m.id limit :most""";

    private static final String CASES = """
            with concern as (
              select 'email-change' as process, id, state as state, state = 'OPEN' as open from email_change
              union all select 'support-case', id, state, state = 'OPEN' from support_case
              union all select 'rfq', id, status, status in ('AWAITING_APPROVAL', 'SENT_BACK', 'UNDER_REVIEW') from rfq)
            """;

    private static final String CASE_WITHOUT_INSTANCE = CASES + """
            select c.process, c.id::text as key, c.id as row, null as instance, c.state as expected, null as actual
            from concern c
            where c.open and (:key::text is null or c.id = :key::uuid)
              and not exists (select 1 from act_ru_execution e join act_re_procdef d on d.id_ = e.proc_def_id_
                              where e.business_key_ = c.id::text and e.id_ = e.proc_inst_id_ and d.key_ = c.process)
            order by c.id limit :most""";

    /** One without an open task is only about to end. */
    private static final String INSTANCE_WITHOUT_CASE = CASES + """
            select d.key_ as process, e.business_key_ as key, c.id as row, e.id_ as instance, c.state as expected,
              (select string_agg(t.task_def_key_, ', ') from act_ru_task t where t.proc_inst_id_ = e.id_) as actual
            from act_ru_execution e join act_re_procdef d on d.id_ = e.proc_def_id_
              left join concern c on c.process = d.key_ and c.id::text = e.business_key_
            where e.id_ = e.proc_inst_id_ and d.key_ in ('email-change', 'support-case', 'rfq')
              and (:key::text is null or e.business_key_ = :key)
              and c.open is not true
              and (c.id is null or exists (select 1 from act_ru_task t where t.proc_inst_id_ = e.id_))
            order by e.id_ limit :most""";

    /** The running instances around webhooks, and whether a job of theirs will go on by itself, or an operator can let it. */
    private static final String DELIVERIES = """
            with delivering as materialized (
              select e.id_ as instance, e.business_key_ as key, w.endpoint_id, w.customer_id, w.state,
                exists (select 1 from act_ru_job j where j.process_instance_id_ = e.id_) as job,
                exists (select 1 from act_ru_job j where j.process_instance_id_ = e.id_ and j.retries_ > 0) as live
              from act_ru_execution e join act_re_procdef d on d.id_ = e.proc_def_id_
                left join webhook_delivery w on w.id = e.business_key_::uuid
              where e.id_ = e.proc_inst_id_ and d.key_ = 'webhook-delivery')
            """;

    /** The step of one delivers all about the same customer. */
    private static final String WEBHOOK_WITHOUT_INSTANCE = DELIVERIES + """
            select 'webhook-delivery' as process, w.id::text as key, w.id as row, null as instance, w.state as expected,
              null as actual
            from webhook_delivery w
            where w.state = 'WAITING' and (w.claimed_until is null or w.claimed_until <= :now)
              and (:key::text is null or w.id = :key::uuid)
              and not exists (select 1 from delivering n where n.job and n.endpoint_id = w.endpoint_id
                                and n.customer_id is not distinct from w.customer_id)
            order by w.position limit :most""";

    /** One whose job goes on by itself is only about to end. */
    private static final String INSTANCE_WITHOUT_WEBHOOK = DELIVERIES + """
            select 'webhook-delivery' as process, n.key, n.key::uuid as row, n.instance, n.state as expected,
              'deliverWebhook' as actual
            from delivering n
            where n.state is distinct from 'WAITING' and not n.live and (:key::text is null or n.key = :key)
            order by n.instance limit :most""";

    /** The instances of a key: first the one that is about this invitation, then the older before the newer. */
    private static final String OF_INVITATION = """
            select e.id_ from act_ru_execution e join act_re_procdef d on d.id_ = e.proc_def_id_
              left join act_hi_procinst h on h.id_ = e.id_
            where e.business_key_ = :key and e.id_ = e.proc_inst_id_ and d.key_ = :process
            order by not exists (select 1 from act_ru_variable v
                                 where v.proc_inst_id_ = e.id_ and v.name_ = 'invitationId' and v.text_ = :row),
              h.start_time_, e.id_""";

    private final JdbcClient jdbc;

    DriftReport(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What disagrees in this way.
     *
     * @param key only of this business key; null: of all
     * @param queuedKinds the kinds of emails that a process of their own delivers
     */
    List<Drift> find(DriftKind kind, @Nullable String key, Instant now, Collection<String> queuedKinds) {
        return jdbc.sql(sql(kind))
                .param("key", key)
                .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .param("most", MOST)
                .param("kinds", queuedKinds)
                .query((row, number) -> new Drift(
                        kind,
                        row.getString("process"),
                        row.getString("key"),
                        row.getObject("row", UUID.class),
                        row.getString("instance"),
                        row.getString("expected"),
                        row.getString("actual")))
                .list();
    }

    private static String sql(DriftKind kind) {
        return switch (kind) {
            case INVITATION_WITHOUT_INSTANCE -> WITHOUT_INSTANCE;
            case SEVERAL_INSTANCES -> SEVERAL;
            case INSTANCE_WITHOUT_INVITATION -> WITHOUT_INVITATION;
            case WRONG_ELEMENT -> ELEMENT;
            case EXPIRY_DATE -> EXPIRY;
            case REMINDER_DATE -> REMINDER;
            case MAIL_WITHOUT_INSTANCE -> MAIL;
            case CASE_WITHOUT_INSTANCE -> CASE_WITHOUT_INSTANCE;
            case INSTANCE_WITHOUT_CASE -> INSTANCE_WITHOUT_CASE;
            case WEBHOOK_WITHOUT_INSTANCE -> WEBHOOK_WITHOUT_INSTANCE;
            case INSTANCE_WITHOUT_WEBHOOK -> INSTANCE_WITHOUT_WEBHOOK;
        };
    }

    /** Anybody who would end an invitation with this key waits until the end of the transaction. */
    void holdInvitation(String key) {
        jdbc.sql("select id from invitation where process_key = :key::uuid and status = 'PENDING' for update")
                .param("key", key)
                .query(UUID.class)
                .list();
    }

    List<String> instancesOf(Drift drift) {
        return jdbc.sql(OF_INVITATION)
                .param("key", drift.key())
                .param("process", drift.process())
                .param("row", String.valueOf(drift.row()))
                .query(String.class)
                .list();
    }

    /** What a process around an email change or a support case is started with. */
    record CaseStart(
            long number,
            @Nullable String kind,
            boolean signedIn,
            boolean newConfirmed,
            @Nullable Instant remindAt,
            @Nullable Instant expiresAt) {}

    Optional<CaseStart> emailChange(UUID id) {
        return jdbc.sql("""
                        select number, null as kind, account_id is not null and source in ('SIGNED_IN', 'RESTORE') as signed_in,
                          new_confirmed_at is not null as new_confirmed, remind_at, expires_at
                        from email_change where id = :id and state = 'OPEN' for update""").param("id", id).query(CaseStart.class).optional();
    }

    Optional<CaseStart> supportCase(UUID id) {
        return jdbc.sql("""
                        select number, kind, false as signed_in, false as new_confirmed, null::timestamptz as remind_at,
                          null::timestamptz as expires_at
                        from support_case where id = :id and state = 'OPEN' for update""").param("id", id).query(CaseStart.class).optional();
    }

    /** Of an open one. */
    String statusOfRfq(UUID id) {
        return jdbc.sql("select status from rfq where id = :id for update")
                .param("id", id)
                .query(String.class)
                .single();
    }
}
