package com.partsportal.chaos;

import com.partsportal.harness.SmtpSink;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The jobs that a killed or frozen node had locked, and how long it takes until they are done or another node has them. */
final class StrandedWork {

    /** @param lock until when, and with the owner the lock's identity */
    record Job(String id, String owner, String lock) {}

    private final JdbcClient sql;
    private final Map<Job, Instant> waiting = new ConcurrentHashMap<>();
    private final Thread watcher = new Thread(this::watch);
    private volatile Duration slowest = Duration.ZERO;
    private volatile int count;
    private volatile boolean over;

    StrandedWork(JdbcClient sql) {
        this.sql = sql;
        watcher.setDaemon(true);
        watcher.start();
    }

    /** What this node has locked; its name is that of the lock around a mail that it is just handing over. */
    List<Job> hold(int node, SmtpSink sink) {
        var sending = sink.inFlight(node);
        if (sending.isEmpty()) {
            return List.of();
        }
        return sql.sql("""
                        select j.id_, j.lock_owner_, j.lock_exp_time_::text as lock from act_ru_job j
                        where j.lock_owner_ in (
                          select held.lock_owner_ from act_ru_job held
                            join act_ru_execution e on e.id_ = held.process_instance_id_
                            join sent_mail m on m.message_id in (:sending)
                            left join invitation i on i.id = m.invitation_id
                           where e.business_key_ in (i.process_key::text, m.id::text)
                             and held.lock_exp_time_ > now() at time zone 'UTC')""")
                .param("sending", sending)
                .query((row, number) -> new Job(row.getString(1), row.getString(2), row.getString(3)))
                .list();
    }

    int lockedBy(int node, SmtpSink sink) {
        try {
            return hold(node, sink).size();
        } catch (RuntimeException databaseIsAway) {
            return 0;
        }
    }

    /** Returns how many of these are still locked by the same owner, and watches them from now on. */
    int watch(Collection<Job> jobs, Instant since) {
        var left = jobs.stream().filter(this::isStillLocked).toList();
        left.forEach(job -> waiting.put(job, since));
        count += left.size();
        return left.size();
    }

    /** Whatever is waiting still counts up to now. */
    void end() throws InterruptedException {
        over = true;
        watcher.join();
        waiting.values().forEach(this::done);
    }

    Duration slowest() {
        return slowest;
    }

    int count() {
        return count;
    }

    private void watch() {
        while (!over) {
            try {
                waiting.forEach((job, since) -> {
                    if (!isStillLocked(job)) {
                        waiting.remove(job);
                        done(since);
                    }
                });
                Thread.sleep(250);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException databaseIsAway) {
                // tried again
            }
        }
    }

    private void done(Instant since) {
        var took = Duration.between(since, Instant.now());
        if (took.compareTo(slowest) > 0) {
            slowest = took;
        }
    }

    private boolean isStillLocked(Job job) {
        return sql.sql("select count(*) from act_ru_job where id_ = :id and lock_owner_ = :owner")
                        .param("id", job.id)
                        .param("owner", job.owner)
                        .query(Integer.class)
                        .single()
                > 0;
    }
}
