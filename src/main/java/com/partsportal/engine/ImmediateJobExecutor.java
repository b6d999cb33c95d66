package com.partsportal.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.impl.jobexecutor.AcquiredJobs;
import org.camunda.bpm.engine.impl.jobexecutor.BackoffJobAcquisitionStrategy;
import org.camunda.bpm.engine.impl.jobexecutor.ExecuteJobsRunnable;
import org.camunda.bpm.engine.impl.jobexecutor.JobAcquisitionContext;
import org.camunda.bpm.engine.impl.jobexecutor.JobAcquisitionStrategy;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.jobexecutor.JobFailureCollector;
import org.camunda.bpm.engine.impl.jobexecutor.SequentialJobAcquisitionRunnable;
import org.camunda.bpm.engine.spring.components.jobexecutor.SpringJobExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/**
 * A job executor that also executes the jobs this node has just created, without polling the database for them. It accepts
 * none while more jobs are due in the database, which come first.
 *
 * <p>The number of jobs it holds, executing or waiting for a thread, stays below an upper limit: what its threads finish
 * within about a second. The jobs of a killed node wait until their locks expire, and while the mail server is slow another
 * node may have time for them. It polls only when the number falls below a lower limit, for as many jobs as the upper limit
 * leaves room for. db-scheduler's polling strategy works the same way.
 *
 * <p>A job whose lock is half over when a thread gets to it is skipped, and is executed by the node that locks it next: the
 * other half is longer than sending an email may take.
 */
class ImmediateJobExecutor extends SpringJobExecutor implements ApplicationListener<ContextClosedEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(ImmediateJobExecutor.class);

    /** The jobs finished in this time may be held. */
    private static final Duration HORIZON = Duration.ofSeconds(1);

    private static final int MAX_JOBS = 36;

    private static final long PAUSE_MILLIS = 100;

    private final int threads;
    private final int capacity;
    private final int lowerLimit;
    private final AtomicInteger held = new AtomicInteger();
    private final JobExecutor withoutPolling = new WithoutPolling();
    private volatile long nanosPerJob = HORIZON.toNanos();
    private volatile long polledAt;
    private volatile boolean moreDue;
    private volatile boolean closing;

    /** @param queue how many jobs the pool holds beyond those that its threads execute */
    ImmediateJobExecutor(int threads, int queue) {
        this.threads = threads;
        capacity = Math.min(MAX_JOBS, threads + queue);
        lowerLimit = 2 * threads;
    }

    /**
     * Reserves room for jobs that are about to be created. The caller must follow with {@link #submit} or {@link #release}.
     *
     * @return false: there is no room; the jobs are left to polling
     */
    boolean reserve() {
        if (!isActive() || closing || moreDue) {
            return false;
        }
        if (held.incrementAndGet() > upperLimit()) {
            held.decrementAndGet();
            return false;
        }
        return true;
    }

    /** Gives reserved room back: the jobs were not created. */
    void release() {
        held.decrementAndGet();
    }

    /**
     * Executes jobs for which room was reserved, one after the other.
     *
     * @param jobs ids of one instance's jobs, created and locked by this node
     * @param lockedAt the {@link System#nanoTime} at which the first was locked
     */
    void submit(List<String> jobs, ProcessEngineImpl engine, long lockedAt) {
        execute(new HeldJobs(jobs, engine, lockedAt, false));
    }

    /** Jobs that have not begun are unlocked from here on, for the other nodes. */
    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        closing = true;
    }

    @Override
    protected void ensureInitialization() {
        super.ensureInitialization();
        acquireJobsRunnable = new Acquisition();
    }

    /** Executes jobs that polling has locked. */
    @Override
    public void executeJobs(List<String> jobs, ProcessEngineImpl engine) {
        held.incrementAndGet();
        execute(new HeldJobs(jobs, engine, polledAt, true));
    }

    /** Unlocks the jobs when the pool is full or shutting down. */
    private void execute(HeldJobs jobs) {
        try {
            getTaskExecutor().execute(jobs);
        } catch (RejectedExecutionException full) {
            release();
            jobs.unlock();
        }
    }

    /** How many jobs may be held: those that are executing, and those that would be within the horizon. */
    private int upperLimit() {
        var withinHorizon = (int) (threads * HORIZON.toNanos() / Math.max(1, nanosPerJob));
        return Math.min(capacity, threads + Math.max(threads, withinHorizon));
    }

    private synchronized void recordDuration(long nanos) {
        nanosPerJob += (nanos - nanosPerJob) / 8;
    }

    private int jobsToFetch() {
        return closing || !isBelowLowerLimit() ? 0 : Math.max(0, upperLimit() - held.get());
    }

    private boolean isBelowLowerLimit() {
        return held.get() <= lowerLimit;
    }

    /** The executor that a running job sees: {@link HeldJobs} decides whether to poll after it, not the job. */
    private final class WithoutPolling extends SpringJobExecutor {

        @Override
        public boolean isActive() {
            return ImmediateJobExecutor.this.isActive() && !closing;
        }

        @Override
        public void jobWasAdded() {}
    }

    private final class HeldJobs extends ExecuteJobsRunnable {

        private final long lockedAt;
        private final boolean polled;

        /** @param polled others of the instance may be due, which cannot be locked while this one is */
        HeldJobs(List<String> jobs, ProcessEngineImpl engine, long lockedAt, boolean polled) {
            super(jobs, engine);
            this.lockedAt = lockedAt;
            this.polled = polled;
            jobExecutor = withoutPolling;
        }

        @Override
        public void run() {
            try {
                super.run();
            } finally {
                release();
                if ((polled || moreDue) && isBelowLowerLimit()) {
                    ImmediateJobExecutor.this.jobWasAdded();
                }
            }
        }

        void unlock() {
            var commands = processEngine.getProcessEngineConfiguration().getCommandExecutorTxRequiresNew();
            jobIds.forEach(job -> unlockJob(job, commands));
        }

        @Override
        protected void executeJob(String job, CommandExecutor commands, JobFailureCollector failures) {
            var begin = System.nanoTime();
            if (begin - lockedAt > TimeUnit.MILLISECONDS.toNanos(getLockTimeInMillis()) / 2) {
                LOG.warn("job {} waited too long and is left to the node that locks it next", job);
                return;
            }
            try {
                super.executeJob(job, commands, failures);
            } finally {
                recordDuration(System.nanoTime() - begin);
            }
        }
    }

    /** Polls once for each notification of new jobs, where the engine's own polls twice, and not at all above the lower limit. */
    private final class Acquisition extends SequentialJobAcquisitionRunnable {

        private int jobsToFetch;

        Acquisition() {
            super(ImmediateJobExecutor.this);
        }

        @Override
        protected JobAcquisitionStrategy initializeAcquisitionStrategy() {
            return new BackoffJobAcquisitionStrategy(ImmediateJobExecutor.this) {
                @Override
                public int getNumJobsToAcquire(String engine) {
                    return jobsToFetch;
                }

                @Override
                public long getWaitTime() {
                    return jobsToFetch == 0 ? PAUSE_MILLIS : super.getWaitTime();
                }
            };
        }

        @Override
        protected AcquiredJobs acquireJobs(
                JobAcquisitionContext context, JobAcquisitionStrategy strategy, ProcessEngineImpl engine) {
            clearJobAddedNotification(); // jobs added from here on may be missed by this poll
            jobsToFetch = jobsToFetch();
            polledAt = System.nanoTime();
            var acquired = super.acquireJobs(context, strategy, engine);
            moreDue = acquired.size() + acquired.getNumberOfJobsFailedToLock() >= jobsToFetch;
            return acquired;
        }
    }
}
