package com.partsportal.process;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.jobexecutor.AcquiredJobs;
import org.camunda.bpm.engine.impl.jobexecutor.ExecuteJobsRunnable;
import org.camunda.bpm.engine.impl.jobexecutor.JobAcquisitionContext;
import org.camunda.bpm.engine.impl.jobexecutor.JobAcquisitionStrategy;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.jobexecutor.SequentialJobAcquisitionRunnable;
import org.camunda.bpm.engine.spring.components.jobexecutor.SpringJobExecutor;

/**
 * The job executor, which also takes jobs that the node has just made, so that nobody has to look for them in the
 * database. They are locked like acquired ones, so a killed node's go on elsewhere when the lock ends, and they are few:
 * {@link #MOST} at once, and none while jobs wait in the database, which come first.
 */
class PromptJobExecutor extends SpringJobExecutor {

    /** As many as threads and queue hold. */
    private static final int MOST = 8;

    private final AtomicInteger inHand = new AtomicInteger();
    private final Queue<List<String>> refused = new ConcurrentLinkedQueue<>();
    private final JobExecutor quiet = new Quiet();
    private volatile boolean behind;

    /** Whether this node takes these jobs, not made yet, itself. Who asked says by {@link #take} or {@link #leave} what became of them. */
    boolean offers() {
        if (!isActive() || behind) {
            return false;
        }
        if (inHand.incrementAndGet() > MOST) {
            inHand.decrementAndGet();
            return false;
        }
        return true;
    }

    /** The jobs were not made. */
    void leave() {
        inHand.decrementAndGet();
    }

    /** The jobs are made, locked by this node, and of one instance: one after the other. */
    void take(List<String> jobs, ProcessEngineImpl engine) {
        try {
            getTaskExecutor().execute(new InHand(jobs, engine));
        } catch (RejectedExecutionException full) {
            leave();
            refused.add(jobs);
            jobWasAdded();
        }
    }

    @Override
    protected void ensureInitialization() {
        super.ensureInitialization();
        acquireJobsRunnable = new Acquisition();
    }

    /** What a job that was taken sees of this: when it has run, nobody need look for more. */
    private final class Quiet extends SpringJobExecutor {

        @Override
        public boolean isActive() {
            return PromptJobExecutor.this.isActive();
        }

        @Override
        public void jobWasAdded() {}
    }

    private final class InHand extends ExecuteJobsRunnable {

        InHand(List<String> jobs, ProcessEngineImpl engine) {
            super(jobs, engine);
            jobExecutor = quiet;
        }

        @Override
        public void run() {
            try {
                super.run();
            } finally {
                leave();
            }
        }
    }

    /** Looks once for every notice of new jobs; the engine's own looks twice. */
    private final class Acquisition extends SequentialJobAcquisitionRunnable {

        Acquisition() {
            super(PromptJobExecutor.this);
        }

        @Override
        protected AcquiredJobs acquireJobs(
                JobAcquisitionContext context, JobAcquisitionStrategy strategy, ProcessEngineImpl engine) {
            clearJobAddedNotification(); // what is added from here on may be missed by this look
            for (var jobs = refused.poll(); jobs != null; jobs = refused.poll()) {
                context.submitAdditionalJobBatch(engine.getName(), jobs);
            }
            var acquired = super.acquireJobs(context, strategy, engine);
            behind = acquired.getNumberOfJobsAttemptedToAcquire() == 0
                    || acquired.size() + acquired.getNumberOfJobsFailedToLock()
                            >= acquired.getNumberOfJobsAttemptedToAcquire()
                    || !context.getAdditionalJobsByEngine().isEmpty();
            return acquired;
        }
    }
}
