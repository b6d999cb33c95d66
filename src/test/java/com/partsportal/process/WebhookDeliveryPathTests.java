package com.partsportal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.mockito.Mockito.doNothing;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import com.partsportal.webhook.WebhookFailures;
import com.partsportal.webhook.WebhookProcess;
import java.time.Duration;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@PathsOf("webhook-delivery")
class WebhookDeliveryPathTests extends ProcessPaths {

    @Autowired
    WebhookProcess process;

    @Test
    void deliversTheMessageInAJob() {
        var instance = start();
        assertThat(instance).isWaitingAt("deliverWebhook");
        verifyNoInteractions(webhookDeliveries);

        runJobs(instance);

        verify(webhookDeliveries).deliver(key);
        assertThat(instance).isEnded().hasPassed("messageSettled");
    }

    @Test
    void triesAgainForMoreThanFiveDaysAndIsAnIncidentThen() {
        doThrow(WebhookFailures.of("timeout")).when(webhookDeliveries).deliver(key);
        var instance = start();
        var began = clock.instant();

        runFailingJob(instance, "deliverWebhook");
        assertThat(job(instance, "deliverWebhook").getRetries()).isEqualTo(12);
        while (job(instance, "deliverWebhook").getRetries() > 0) {
            moveClockTo(job(instance, "deliverWebhook").getDuedate().toInstant());
            runFailingJob(instance, "deliverWebhook");
        }

        assertThat(Duration.between(began, clock.instant())).isGreaterThan(Duration.ofDays(5));
        assertThat(incidents(instance)).singleElement().satisfies(incident -> {
            assertThat(incident.getActivityId()).isEqualTo("deliverWebhook");
            assertThat(incident.getIncidentMessage()).isEqualTo("webhook-timeout");
        });
        doNothing().when(webhookDeliveries).deliver(key);
        management.setJobRetries(job(instance, "deliverWebhook").getId(), 1);
        management.setJobDuedate(job(instance, "deliverWebhook").getId(), null);
        runJobs(instance);
        assertThat(instance).isEnded();
    }

    @Test
    void whileTheVendorIsSuspendedItWaitsWithoutUsingUpARetry() {
        doThrow(WebhookFailures.deferred()).when(webhookDeliveries).deliver(key);
        var instance = start();

        runFailingJob(instance, "deliverWebhook");

        assertThat(job(instance, "deliverWebhook").getDuedate().toInstant()).isAfter(clock.instant());
        assertThat(incidents(instance)).isEmpty();
        doNothing().when(webhookDeliveries).deliver(key);
        moveClockTo(job(instance, "deliverWebhook").getDuedate().toInstant());
        runJobs(instance);
        assertThat(instance).isEnded();
    }

    private ProcessInstance start() {
        process.start(key);
        return instanceOf(WebhookInstances.DEFINITION);
    }
}
