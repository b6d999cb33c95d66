package com.partsportal.bench;

import com.partsportal.account.AccountId;
import com.partsportal.invitation.InvitationDates;
import com.partsportal.invitation.InvitationId;
import com.partsportal.invitation.InvitationKind;
import com.partsportal.invitation.InvitationTasks;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What one would write instead of an engine: a table of jobs. One row is an invitation's next step; it is done in the
 * transaction that holds it, by as many threads as the portal has.
 */
class QueuedOnboarding extends OnboardingOnly implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(QueuedOnboarding.class);
    private static final int THREADS = 4;

    private enum Step {
        SEND,
        REMIND,
        EXPIRE,
        WELCOME,
        NOTICE
    }

    private record Job(
            long id,
            UUID processKey,
            InvitationId invitation,
            Step step,
            @Nullable Instant reminderAt) {}

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ObjectProvider<InvitationTasks> provider;
    private final Semaphore news = new Semaphore(0);

    private QueuedOnboarding(
            JdbcClient jdbc, PlatformTransactionManager transactions, ObjectProvider<InvitationTasks> provider) {
        this.jdbc = jdbc;
        transaction = new TransactionTemplate(transactions);
        this.provider = provider;
    }

    /** What is put into the portal. */
    static final class Beans {

        @Bean
        @Primary
        @DependsOnDatabaseInitialization
        static QueuedOnboarding queued(
                JdbcClient jdbc, PlatformTransactionManager transactions, ObjectProvider<InvitationTasks> provider) {
            jdbc.sql("""
                    create table if not exists bench_job (
                        id bigint generated always as identity primary key,
                        process_key uuid not null,
                        invitation_id uuid not null,
                        step text not null,
                        due_at timestamptz not null,
                        reminder_at timestamptz,
                        attempts int not null default 0)""").update();
            jdbc.sql("create index if not exists bench_job_due on bench_job (due_at)")
                    .update();
            jdbc.sql("create index if not exists bench_job_key on bench_job (process_key)")
                    .update();
            return new QueuedOnboarding(jdbc, transactions, provider);
        }
    }

    @Override
    public void afterSingletonsInstantiated() {
        for (var worker = 0; worker < THREADS; worker++) {
            var thread = new Thread(this::work, "queue-" + worker);
            thread.setDaemon(true);
            thread.start();
        }
    }

    @Override
    public void start(InvitationKind kind, UUID processKey, InvitationId id, InvitationDates dates) {
        jdbc.sql("""
                        insert into bench_job (process_key, invitation_id, step, due_at, reminder_at)
                        values (:key, :id, 'SEND', now(), :reminder), (:key, :id, 'EXPIRE', :expires, null)""")
                .param("key", processKey)
                .param("id", id.value())
                .param("reminder", dates.reminder(0).map(Timestamp::from).orElse(null))
                .param("expires", Timestamp.from(dates.expiresAt()))
                .update();
        wakeWorkers();
    }

    @Override
    public AccountId accepted(InvitationKind kind, UUID processKey, boolean loginExists) {
        var id = new InvitationId(jdbc.sql(
                        "delete from bench_job where process_key = :key and step in ('SEND', 'REMIND', 'EXPIRE') returning invitation_id")
                .param("key", processKey)
                .query(UUID.class)
                .list()
                .get(0));
        var account = provider.getObject().createAccount(id);
        jdbc.sql(
                        "insert into bench_job (process_key, invitation_id, step, due_at) values (:key, :id, 'WELCOME', now())")
                .param("key", processKey)
                .param("id", id.value())
                .update();
        wakeWorkers();
        return account;
    }

    private void wakeWorkers() {
        AfterCommit.onCommit(news::release);
    }

    private void work() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                if (!Boolean.TRUE.equals(transaction.execute(status -> next()))) {
                    news.tryAcquire(1, TimeUnit.SECONDS);
                    news.drainPermits();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.warn("a job failed", e);
            }
        }
    }

    /** Whether there was one. */
    private boolean next() {
        var due = jdbc.sql("""
                        select id, process_key, invitation_id, step, reminder_at from bench_job
                         where due_at <= now() order by due_at limit 1 for update skip locked""")
                .query((rs, n) -> new Job(
                        rs.getLong(1),
                        rs.getObject(2, UUID.class),
                        new InvitationId(rs.getObject(3, UUID.class)),
                        Step.valueOf(rs.getString(4)),
                        rs.getTimestamp(5) == null ? null : rs.getTimestamp(5).toInstant()))
                .optional();
        due.ifPresent(this::perform);
        return due.isPresent();
    }

    private void perform(Job job) {
        var invitations = provider.getObject();
        try {
            switch (job.step) {
                case SEND -> {
                    invitations.send(job.invitation);
                    follow(job, Step.REMIND, job.reminderAt);
                }
                case REMIND ->
                    follow(job, Step.REMIND, invitations.remind(job.invitation).next());
                case EXPIRE -> {
                    invitations.expire(job.invitation);
                    follow(job, Step.EXPIRE, null);
                }
                case WELCOME -> {
                    invitations.welcome(job.invitation);
                    follow(job, Step.NOTICE, Instant.EPOCH);
                    wakeWorkers();
                }
                case NOTICE -> {
                    invitations.tellInviterOfAcceptance(job.invitation);
                    follow(job, Step.NOTICE, null);
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("{} of {} is tried again", job.step, job.invitation, e);
            jdbc.sql(
                            "update bench_job set attempts = attempts + 1, due_at = now() + interval '30 seconds' where id = :id")
                    .param("id", job.id)
                    .update();
        }
    }

    /** @param dueAt null: that was the last step */
    private void follow(Job job, Step step, @Nullable Instant dueAt) {
        if (dueAt == null) {
            jdbc.sql("delete from bench_job where id = :id").param("id", job.id).update();
        } else {
            jdbc.sql("update bench_job set step = :step, due_at = :due where id = :id")
                    .param("step", step.name())
                    .param("due", Timestamp.from(dueAt))
                    .param("id", job.id)
                    .update();
        }
    }
}
