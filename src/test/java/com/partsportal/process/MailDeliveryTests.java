package com.partsportal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.mockito.Mockito.doNothing;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

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
        verifyNoInteractions(mailQueue);

        runJobs(instance);

        verify(mailQueue).deliver(key);
        assertThat(instance).isEnded().hasPassed("mailSettled");
    }

    @Test
    void triesAgainWhileTheMailServerIsAway() {
        doThrow(MailFailures.passing("mail-server-unreachable"))
                .doNothing()
                .when(mailQueue)
                .deliver(key);
        var instance = start();

        runFailingJob(instance, "deliverMail");
        assertThat(job(instance, "deliverMail").getRetries()).isEqualTo(8);

        moveClockTo(job(instance, "deliverMail").getDuedate().toInstant());
        runJobs(instance);
        assertThat(instance).isEnded();
    }

    @Test
    void isAnIncidentAtOnceWhenOnlyAnOperatorCanHelp() {
        doThrow(MailFailures.permanent("mail-answer-535")).when(mailQueue).deliver(key);
        var instance = start();

        runFailingJob(instance, "deliverMail");

        assertThat(incidents(instance)).singleElement().satisfies(incident -> {
            assertThat(incident.getActivityId()).isEqualTo("deliverMail");
            assertThat(incident.getIncidentMessage()).isEqualTo("mail-answer-535");
        });
        doNothing().when(mailQueue).deliver(key);
        management.setJobRetries(job(instance, "deliverMail").getId(), 1);
        runJobs(instance);
        assertThat(instance).isEnded();
    }

    private ProcessInstance start() {
        process.start(key);
        return instanceOf(MailInstances.DEFINITION);
    }
}
