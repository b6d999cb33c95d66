package com.partsportal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions.init;
import static org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions.reset;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;

import com.partsportal.account.AccountId;
import com.partsportal.dev.MovableClock;
import com.partsportal.emailchange.ChangeDecisions;
import com.partsportal.emailchange.ChangeSteps;
import com.partsportal.emailchange.SupportCases;
import com.partsportal.invitation.InvitationDelivery;
import com.partsportal.invitation.InvitationTasks;
import com.partsportal.invitation.Invitations;
import com.partsportal.mail.QueuedMails;
import com.partsportal.rfq.RfqNotices;
import com.partsportal.webhook.WebhookDeliveries;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

/** What the tests of all paths share: the jobs of the instance at hand, its incidents, and the time. */
abstract class ProcessPaths {

    /** Who accepts. */
    static final AccountId ACCOUNT = new AccountId(UUID.randomUUID());

    @MockitoBean
    Invitations invitationService;

    @MockitoBean
    InvitationTasks invitations;

    @MockitoBean
    InvitationDelivery invitationDelivery;

    @MockitoBean
    QueuedMails queuedMails;

    @MockitoBean
    ChangeSteps changeSteps;

    @MockitoBean
    ChangeDecisions changeDecisions;

    @MockitoBean
    SupportCases supportCases;

    @MockitoBean
    RfqNotices rfqNotices;

    @MockitoBean
    WebhookDeliveries webhookDeliveries;

    @Autowired
    RuntimeService runtime;

    @Autowired
    ManagementService management;

    @Autowired
    MovableClock clock;

    final UUID key = UUID.randomUUID();

    @BeforeEach
    void everyAcceptanceHasItsAccount() {
        when(invitations.createAccount(any())).thenReturn(ACCOUNT);
        when(invitations.linkAccount(any())).thenReturn(ACCOUNT);
    }

    @BeforeEach
    void assertionsKnowTheEngine(@Autowired ProcessEngine engine) {
        init(engine);
    }

    @AfterEach
    void machinesTime() {
        clock.reset();
        reset();
    }

    ProcessInstance instanceOf(String definition) {
        return runtime.createProcessInstanceQuery()
                .processDefinitionKey(definition)
                .processInstanceBusinessKey(key.toString())
                .singleResult();
    }

    /** Runs what is due of the instance, and what becomes due by it. */
    void runJobs(ProcessInstance instance) {
        for (var due = due(instance); !due.isEmpty(); due = due(instance)) {
            management.executeJob(due.get(0).getId());
        }
    }

    /** Runs the job at that element, which fails. */
    void runFailingJob(ProcessInstance instance, String element) {
        try {
            management.executeJob(job(instance, element).getId());
        } catch (RuntimeException expected) {
            return;
        }
        throw new AssertionError("the job at " + element + " did not fail");
    }

    Job job(ProcessInstance instance, String element) {
        var job = management
                .createJobQuery()
                .processInstanceId(instance.getId())
                .activityId(element)
                .singleResult();
        assertThat(job).as("job at " + element).isNotNull();
        return job;
    }

    List<Job> jobs(ProcessInstance instance) {
        return management.createJobQuery().processInstanceId(instance.getId()).list();
    }

    List<Incident> incidents(ProcessInstance instance) {
        return runtime.createIncidentQuery().processInstanceId(instance.getId()).list();
    }

    void moveClockTo(Instant instant) {
        clock.moveTo(instant);
    }

    private List<Job> due(ProcessInstance instance) {
        return management
                .createJobQuery()
                .processInstanceId(instance.getId())
                .executable()
                .orderByJobDuedate()
                .asc()
                .list();
    }
}
