package com.partsportal.engine;

import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobManager;
import org.camunda.bpm.engine.impl.persistence.entity.MessageEntity;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Creates the jobs of a transaction. Those to be executed at once are inserted with this node's lock and handed to its
 * {@link ImmediateJobExecutor} after the commit.
 */
class ImmediateJobs extends JobManager {

    /** Ids of reserved jobs by process instance. */
    private final Map<String, List<String>> reserved = new LinkedHashMap<>();

    @Override
    protected void hintJobExecutor(JobEntity job) {
        var engine = Context.getProcessEngineConfiguration();
        if (engine.getJobExecutor() instanceof ImmediateJobExecutor executor
                && isImmediate(job)
                && reserve(job, executor)) {
            job.setLockOwner(executor.getLockOwner());
            job.setLockExpirationTime(new Date(ClockUtil.getCurrentTime().getTime() + executor.getLockTimeInMillis()));
        } else {
            super.hintJobExecutor(job);
        }
    }

    /** The engine itself goes on with the next job of the instance whose job is running. */
    private boolean isImmediate(JobEntity job) {
        var running = Context.getJobExecutorContext();
        return job instanceof MessageEntity
                && job.getProcessInstanceId() != null
                && job.isExclusive()
                && !job.isSuspended()
                && isJobDue(job)
                && (running == null || !areInSameProcessInstance(job, running.getCurrentJob()));
    }

    /** The jobs of an instance run one after the other. */
    private boolean reserve(JobEntity job, ImmediateJobExecutor executor) {
        var siblings = reserved.get(job.getProcessInstanceId());
        if (siblings != null) {
            siblings.add(job.getId());
            return true;
        }
        if (!TransactionSynchronizationManager.isSynchronizationActive() || !executor.reserve()) {
            return false;
        }
        var jobs = new ArrayList<>(List.of(job.getId()));
        reserved.put(job.getProcessInstanceId(), jobs);
        var lockedAt = System.nanoTime();
        var engine = (ProcessEngineImpl) Context.getProcessEngineConfiguration().getProcessEngine();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                if (status == STATUS_COMMITTED) {
                    executor.submit(jobs, engine, lockedAt);
                } else {
                    executor.release();
                }
            }
        });
        return true;
    }
}
