package com.partsportal.engine;

import com.partsportal.shared.Causes;
import com.partsportal.shared.StepDeferred;
import com.partsportal.shared.StepFailed;
import java.time.Duration;
import java.util.Date;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.SuspendedEntityInteractionException;
import org.camunda.bpm.engine.impl.cmd.DefaultJobRetryCmd;
import org.camunda.bpm.engine.impl.cmd.JobRetryCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.jobexecutor.ExecuteJobHelper;
import org.camunda.bpm.engine.impl.jobexecutor.FailedJobCommandFactory;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to a job that failed. Usually the retries of its element in the model, then an incident; an incident at once
 * when only an operator can help; a later try that takes no retry when it only has to wait or has lost a race. Nothing when
 * somebody wanted to execute it who may not, or executed it before it was due: it stays as it was, and the caller gets the failure.
 */
class FailedJobs implements FailedJobCommandFactory, ExecuteJobHelper.ExceptionLoggingHandler {

    private static final Logger log = LoggerFactory.getLogger(FailedJobs.class);

    /** How long an email waits that its recipient must not get today. */
    static final Duration DEFERRAL = Duration.ofHours(1);

    @Override
    public Command<Object> getCommand(String jobId, Throwable failure) {
        if (isExecutedByCaller()) {
            return isRefusal(failure) ? context -> null : new WhenDue(jobId, failure, command(jobId, failure));
        }
        return command(jobId, failure);
    }

    private static Command<Object> command(String jobId, Throwable failure) {
        if (Causes.find(failure, StepDeferred.class).isPresent()) {
            return new Postpone(jobId, failure, DEFERRAL);
        }
        if (Causes.find(failure, OptimisticLockingException.class).isPresent()) {
            return new Postpone(jobId, failure, Duration.ZERO);
        }
        if (Causes.find(failure, StepFailed.class).filter(StepFailed::permanent).isPresent()) {
            return new GiveUp(jobId, SanitizedFailure.of(failure));
        }
        return new DefaultJobRetryCmd(jobId, SanitizedFailure.of(failure));
    }

    @Override
    public void exceptionWhileExecutingJob(String jobId, Throwable failure) {
        if (Causes.find(failure, StepDeferred.class).isPresent()
                || Causes.find(failure, OptimisticLockingException.class).isPresent()) {
            log.debug(
                    "job {} is tried again later: {}", jobId, failure.getClass().getName());
        } else if (Causes.find(failure, StepFailed.class).isPresent()) {
            log.warn("job {} failed: {}", jobId, SanitizedFailure.of(failure).getMessage());
        } else {
            log.warn("job {} failed", jobId, SanitizedFailure.of(failure));
        }
    }

    /** By an API call, not by the job executor. */
    private static boolean isExecutedByCaller() {
        return Context.getJobExecutorContext() == null;
    }

    /** The engine does not let the caller do this, or nobody at the moment. */
    private static boolean isRefusal(Throwable failure) {
        return Causes.find(failure, AuthorizationException.class).isPresent()
                || Causes.find(failure, SuspendedEntityInteractionException.class)
                        .isPresent();
    }

    /** Leaves a job alone that is not due yet. */
    private static final class WhenDue extends JobRetryCmd {

        private final Command<Object> command;

        WhenDue(String jobId, Throwable failure, Command<Object> command) {
            super(jobId, failure);
            this.command = command;
        }

        @Override
        public @Nullable Object execute(CommandContext context) {
            JobEntity job = getJob();
            var due =
                    job == null || job.getDuedate() == null || !job.getDuedate().after(ClockUtil.getCurrentTime());
            return due ? command.execute(context) : null;
        }
    }

    /** Keeps the retries and records no failure, since there is none. */
    private static final class Postpone extends JobRetryCmd {

        private final Duration by;

        Postpone(String jobId, Throwable failure, Duration by) {
            super(jobId, failure);
            this.by = by;
        }

        @Override
        public @Nullable Object execute(CommandContext context) {
            JobEntity job = getJob();
            if (job != null) {
                job.unlock();
                job.setDuedate(new Date(ClockUtil.getCurrentTime().getTime() + by.toMillis()));
                notifyAcquisition(context);
            }
            return null;
        }
    }

    /** Sets the retries to 0, which makes an incident now. */
    private static final class GiveUp extends JobRetryCmd {

        GiveUp(String jobId, Throwable failure) {
            super(jobId, failure);
        }

        @Override
        public @Nullable Object execute(CommandContext context) {
            JobEntity job = getJob();
            if (job != null) {
                job.unlock();
                logException(job);
                job.setRetries(0);
            }
            return null;
        }
    }
}
