package com.partsportal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import com.partsportal.mail.DeliveryResult;
import com.partsportal.mail.MailDeferred;
import com.partsportal.mail.MailFailures;
import com.partsportal.mail.MailProcess;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@PathsOf("mail-delivery")
class MailDeliveryTests extends ProcessPaths {

    @Autowired
    MailProcess process;

    @Test
    void deliversTheMailInAJob() {
        var instance = start();
        assertThat(instance).isWaitingAt("deliverMail");
        verifyNoInteractions(queuedMails);

        runJobs(instance);

        verify(queuedMails).deliver(key);
        assertThat(instance).isEnded().hasPassed("mailSent");
    }

    @Test
    void tellsARefusedMailFromASentOne() {
        when(queuedMails.deliver(key)).thenReturn(DeliveryResult.REFUSED);
        var instance = start();

        runJobs(instance);

        assertThat(instance).isEnded().hasPassed("mailRefused").hasNotPassed("mailSent");
    }

    @Test
    void tellsAMailThatNobodyWantsAnyMoreFromASentOne() {
        when(queuedMails.deliver(key)).thenReturn(DeliveryResult.UNWANTED);
        var instance = start();

        runJobs(instance);

        assertThat(instance).isEnded().hasPassed("mailDropped").hasNotPassed("mailSent");
    }

    @Test
    void triesAgainWhileTheMailServerIsAway() {
        doThrow(MailFailures.passing("mail-server-unreachable"))
                .doReturn(DeliveryResult.SENT)
                .when(queuedMails)
                .deliver(key);
        var instance = start();

        runFailingJob(instance, "deliverMail");
        assertThat(job(instance, "deliverMail").getRetries()).isEqualTo(8);

        moveClockTo(job(instance, "deliverMail").getDuedate().toInstant());
        runJobs(instance);
        assertThat(instance).isEnded();
    }

    @Test
    void waitsForTheNextDayWhenTheAddressHadItsEmailsOfThisOne() {
        doThrow(new MailDeferred())
                .doReturn(DeliveryResult.SENT)
                .when(queuedMails)
                .deliver(key);
        var instance = start();
        var retries = job(instance, "deliverMail").getRetries();

        runFailingJob(instance, "deliverMail");

        assertThat(job(instance, "deliverMail").getRetries()).isEqualTo(retries);
        assertThat(job(instance, "deliverMail").getDuedate().toInstant()).isAfter(clock.instant());
        assertThat(incidents(instance)).isEmpty();
        moveClockTo(job(instance, "deliverMail").getDuedate().toInstant());
        runJobs(instance);
        assertThat(instance).isEnded().hasPassed("mailSent");
    }

    @Test
    void isAnIncidentAtOnceWhenOnlyAnOperatorCanHelp() {
        doThrow(MailFailures.permanent("mail-answer-535")).when(queuedMails).deliver(key);
        var instance = start();

        runFailingJob(instance, "deliverMail");

        assertThat(incidents(instance)).singleElement().satisfies(incident -> {
            assertThat(incident.getActivityId()).isEqualTo("deliverMail");
            assertThat(incident.getIncidentMessage()).isEqualTo("mail-answer-535");
        });
        doReturn(DeliveryResult.SENT).when(queuedMails).deliver(key);
        management.setJobRetries(job(instance, "deliverMail").getId(), 1);
        runJobs(instance);
        assertThat(instance).isEnded();
    }

    private ProcessInstance start() {
        process.start(key);
        return instanceOf(MailInstances.DEFINITION);
    }
}
