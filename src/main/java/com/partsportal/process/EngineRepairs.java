package com.partsportal.process;

import static com.partsportal.process.InvitationInstances.inEngine;

import com.partsportal.insight.EngineRepair;
import java.time.Instant;
import java.util.UUID;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.stereotype.Component;

/** Ends instances and moves timers, for those who make the engine agree with the rows. */
@Component
class EngineRepairs implements EngineRepair {

    private static final String REMINDER_DUE = "reminderDue";

    private final RuntimeService runtime;
    private final ManagementService management;
    private final WebhookInstances webhooks;

    EngineRepairs(RuntimeService runtime, ManagementService management, WebhookInstances webhooks) {
        this.runtime = runtime;
        this.management = management;
        this.webhooks = webhooks;
    }

    @Override
    public void end(String instance, String reason) {
        inEngine(() -> runtime.deleteProcessInstanceIfExists(instance, reason, true, true, true, false));
    }

    @Override
    public void retry(String job) {
        inEngine(() -> {
            var found = management.createJobQuery().jobId(job).noRetriesLeft().singleResult();
            if (found != null) {
                management.setJobRetries(job, 1);
            }
        });
    }

    @Override
    public void moveReminder(String instance, Instant at) {
        var date = ProcessVariable.date(at);
        inEngine(() -> {
            management.createJobQuery().processInstanceId(instance).activityId(REMINDER_DUE).list().stream()
                    .forEach(job -> management.setJobDuedate(job.getId(), date));
            runtime.setVariable(instance, ProcessVariable.REMINDER_AT.id, Variables.dateValue(date));
        });
    }

    @Override
    public void deliverWebhook(UUID delivery) {
        inEngine(() -> webhooks.start(delivery));
    }
}
