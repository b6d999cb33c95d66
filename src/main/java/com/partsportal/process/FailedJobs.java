package com.partsportal.process;

import com.partsportal.invitation.MailDeferred;
import com.partsportal.mail.MailFailed;
import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.impl.cmd.DefaultJobRetryCmd;
import org.camunda.bpm.engine.impl.cmd.JobRetryCmd;
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
 * What happens to a job that failed. Usually the retries of its element in the model, then an incident; at once an
 * incident when only an operator can help; later without counting when it only has to wait or lost a race.
 */
class FailedJobs implements FailedJobCommandFactory, ExecuteJobHelper.ExceptionLoggingHandler {

    private static final Logger log = LoggerFactory.getLogger(FailedJobs.class);

    /** How long a mail waits that its recipient must not get today. */
    static final Duration DEFERRAL = Duration.ofHours(1);

    @Override
    public Command<Object> getCommand(String jobId, Throwable failure) {
        if (cause(failure, MailDeferred.class).isPresent()) {
            return new Postpone(jobId, failure, DEFERRAL);
        }
        if (cause(failure, OptimisticLockingException.class).isPresent()) {
            return new Postpone(jobId, failure, Duration.ZERO);
        }
        if (cause(failure, MailFailed.class).filter(MailFailed::permanent).isPresent()) {
            return new GiveUp(jobId, SanitizedFailure.of(failure));
        }
        return new DefaultJobRetryCmd(jobId, SanitizedFailure.of(failure));
    }

    @Override
    public void exceptionWhileExecutingJob(String jobId, Throwable failure) {
        if (cause(failure, MailDeferred.class).isPresent()
                || cause(failure, OptimisticLockingException.class).isPresent()) {
            log.debug(
                    "job {} is tried again later: {}", jobId, failure.getClass().getName());
        } else if (cause(failure, MailFailed.class).isPresent()) {
            log.warn("job {} failed: {}", jobId, SanitizedFailure.of(failure).getMessage());
        } else {
            log.warn("job {} failed", jobId, SanitizedFailure.of(failure));
        }
    }

    static <T extends Throwable> Optional<T> cause(@Nullable Throwable failure, Class<T> type) {
        var depth = 0;
        for (var cause = failure; cause != null && depth < SanitizedFailure.DEPTH; cause = cause.getCause(), depth++) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }

    /** Keeps the retries and no trace of the failure, which is none. */
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

    /** Takes all retries away: an incident now. */
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
