package com.partsportal.process;

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
 * The job executor, which also takes jobs that the node has just made, so that nobody has to look for them in the
 * database; none while jobs wait there, which come first.
 *
 * <p>It holds no more jobs than it does within about a second, however it came to them: a killed node's stand still until
 * their locks end, and while the mail server is slow another node may have time for them. It looks for more when its
 * threads would soon have nothing to do, for as many as it may hold.
 *
 * <p>A job whose lock is half over when its turn comes is left to whoever locks it next: the other half is longer than a
 * mail may take.
 */
class PromptJobExecutor extends SpringJobExecutor implements ApplicationListener<ContextClosedEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(PromptJobExecutor.class);

    /** What is done in this time may be held. */
    private static final Duration AHEAD = Duration.ofSeconds(1);

    private static final int MOST = 36;

    private static final long PAUSE_MILLIS = 100;

    private final int threads;
    private final int most;
    private final AtomicInteger inHand = new AtomicInteger();
    private final JobExecutor quiet = new Quiet();
    private volatile long nanosPerJob = AHEAD.toNanos();
    private volatile long lookedAt;
    private volatile boolean behind;
    private volatile boolean closing;

    /** @param queue how many jobs the pool takes beyond those that its threads do */
    PromptJobExecutor(int threads, int queue) {
        this.threads = threads;
        most = Math.min(MOST, threads + queue);
    }

    /** Whether this node takes these jobs, not made yet, itself. Who asked says by {@link #take} or {@link #leave} what became of them. */
    boolean offers() {
        if (!isActive() || closing || behind) {
            return false;
        }
        if (inHand.incrementAndGet() > room()) {
            inHand.decrementAndGet();
            return false;
        }
        return true;
    }

    /** The jobs were not made. */
    void leave() {
        inHand.decrementAndGet();
    }

    /**
     * The jobs are made, locked by this node, and of one instance: one after the other.
     *
     * @param lockedAt the {@link System#nanoTime} at which the first was locked
     */
    void take(List<String> jobs, ProcessEngineImpl engine, long lockedAt) {
        execute(new InHand(jobs, engine, lockedAt, false));
    }

    /** Jobs that were not begun are unlocked, for the other nodes. */
    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        closing = true;
    }

    @Override
    protected void ensureInitialization() {
        super.ensureInitialization();
        acquireJobsRunnable = new Acquisition();
    }

    /** Jobs that a look has locked. */
    @Override
    public void executeJobs(List<String> jobs, ProcessEngineImpl engine) {
        inHand.incrementAndGet();
        execute(new InHand(jobs, engine, lookedAt, true));
    }

    /** A pool that is full, or stops, takes nothing. */
    private void execute(InHand jobs) {
        try {
            getTaskExecutor().execute(jobs);
        } catch (RejectedExecutionException notTaken) {
            leave();
            jobs.giveBack();
        }
    }

    /** How many may be in hand at once: those that are done, and those that would be within a moment. */
    private int room() {
        var soon = (int) (threads * AHEAD.toNanos() / Math.max(1, nanosPerJob));
        return Math.min(most, threads + Math.max(threads, soon));
    }

    private synchronized void note(long nanos) {
        nanosPerJob += (nanos - nanosPerJob) / 8;
    }

    /** As many as there is room for, once the threads would soon have nothing to do. */
    private int lacking() {
        return closing || !runsShort() ? 0 : Math.max(0, room() - inHand.get());
    }

    private boolean runsShort() {
        return inHand.get() <= 2 * threads;
    }

    /** What a job sees of this: whether somebody need look for more when it has run is decided here. */
    private final class Quiet extends SpringJobExecutor {

        @Override
        public boolean isActive() {
            return PromptJobExecutor.this.isActive() && !closing;
        }

        @Override
        public void jobWasAdded() {}
    }

    private final class InHand extends ExecuteJobsRunnable {

        private final long lockedAt;
        private final boolean found;

        /** @param found by a look: others of the instance may be due, which are not to be had while this one is locked */
        InHand(List<String> jobs, ProcessEngineImpl engine, long lockedAt, boolean found) {
            super(jobs, engine);
            this.lockedAt = lockedAt;
            this.found = found;
            jobExecutor = quiet;
        }

        @Override
        public void run() {
            try {
                super.run();
            } finally {
                leave();
                if ((found || behind) && runsShort()) {
                    PromptJobExecutor.this.jobWasAdded();
                }
            }
        }

        /** To whoever looks next. */
        void giveBack() {
            var commands = processEngine.getProcessEngineConfiguration().getCommandExecutorTxRequiresNew();
            jobIds.forEach(job -> unlockJob(job, commands));
        }

        @Override
        protected void executeJob(String job, CommandExecutor commands, JobFailureCollector failures) {
            var begin = System.nanoTime();
            if (begin - lockedAt > TimeUnit.MILLISECONDS.toNanos(getLockTimeInMillis()) / 2) {
                LOG.warn("job {} waited too long and is left to whoever locks it next", job);
                return;
            }
            try {
                super.executeJob(job, commands, failures);
            } finally {
                note(System.nanoTime() - begin);
            }
        }
    }

    /** Looks once for every notice of new jobs, where the engine's own looks twice, and not at all while its hands are full. */
    private final class Acquisition extends SequentialJobAcquisitionRunnable {

        private int wanted;

        Acquisition() {
            super(PromptJobExecutor.this);
        }

        @Override
        protected JobAcquisitionStrategy initializeAcquisitionStrategy() {
            return new BackoffJobAcquisitionStrategy(PromptJobExecutor.this) {
                @Override
                public int getNumJobsToAcquire(String engine) {
                    return wanted;
                }

                @Override
                public long getWaitTime() {
                    return wanted == 0 ? PAUSE_MILLIS : super.getWaitTime();
                }
            };
        }

        @Override
        protected AcquiredJobs acquireJobs(
                JobAcquisitionContext context, JobAcquisitionStrategy strategy, ProcessEngineImpl engine) {
            clearJobAddedNotification(); // what is added from here on may be missed by this look
            wanted = lacking();
            lookedAt = System.nanoTime();
            var acquired = super.acquireJobs(context, strategy, engine);
            behind = acquired.size() + acquired.getNumberOfJobsFailedToLock() >= wanted;
            return acquired;
        }
    }
}
