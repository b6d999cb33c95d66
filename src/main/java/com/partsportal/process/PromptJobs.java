package com.partsportal.process;

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

/** Makes the jobs of a transaction; those that are to run at once it locks and hands to this node's {@link PromptJobExecutor}. */
class PromptJobs extends JobManager {

    /** By process instance. */
    private final Map<String, List<String>> taken = new LinkedHashMap<>();

    @Override
    protected void hintJobExecutor(JobEntity job) {
        var engine = Context.getProcessEngineConfiguration();
        if (engine.getJobExecutor() instanceof PromptJobExecutor executor && isForNow(job) && isTaken(job, executor)) {
            job.setLockOwner(executor.getLockOwner());
            job.setLockExpirationTime(new Date(ClockUtil.getCurrentTime().getTime() + executor.getLockTimeInMillis()));
        } else {
            super.hintJobExecutor(job);
        }
    }

    /** With the next job of the instance whose job is running the engine goes on itself. */
    private boolean isForNow(JobEntity job) {
        var running = Context.getJobExecutorContext();
        return job instanceof MessageEntity
                && job.getProcessInstanceId() != null
                && job.isExclusive()
                && !job.isSuspended()
                && isJobDue(job)
                && (running == null || !areInSameProcessInstance(job, running.getCurrentJob()));
    }

    /** The jobs of an instance run one after the other. */
    private boolean isTaken(JobEntity job, PromptJobExecutor executor) {
        var siblings = taken.get(job.getProcessInstanceId());
        if (siblings != null) {
            siblings.add(job.getId());
            return true;
        }
        if (!TransactionSynchronizationManager.isSynchronizationActive() || !executor.offers()) {
            return false;
        }
        var jobs = new ArrayList<>(List.of(job.getId()));
        taken.put(job.getProcessInstanceId(), jobs);
        var lockedAt = System.nanoTime();
        var engine = (ProcessEngineImpl) Context.getProcessEngineConfiguration().getProcessEngine();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                if (status == STATUS_COMMITTED) {
                    executor.take(jobs, engine, lockedAt);
                } else {
                    executor.leave();
                }
            }
        });
        return true;
    }
}
