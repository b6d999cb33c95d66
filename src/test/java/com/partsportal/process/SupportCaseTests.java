package com.partsportal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.verify;

import com.partsportal.account.AccountId;
import com.partsportal.emailchange.SupportCaseId;
import com.partsportal.emailchange.SupportCaseKind;
import com.partsportal.emailchange.SupportCaseProcess;
import com.partsportal.shared.InvalidValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@PathsOf("support-case")
class SupportCaseTests extends ProcessPaths {

    @Autowired
    SupportCaseProcess process;

    @Autowired
    TaskService tasks;

    @Autowired
    Agents agents;

    private final SupportCaseId supportCase = new SupportCaseId(key);
    private final AccountId agent = new AccountId(UUID.randomUUID());

    @Test
    void isHandledByAnAgent() {
        var instance = start(SupportCaseKind.POSSIBLE_TAKEOVER);
        assertThat(instance).isWaitingAt("HandleCase");
        assertThat(task()).hasCandidateGroup("support");
        assertThat(runtime.getVariables(instance.getId()))
                .containsOnlyKeys("caseId", "kind", "number", "overdueAt", "escalations", "followUpAt", "priority")
                .containsEntry("number", "1001")
                .containsEntry("kind", "Possible takeover");

        handle("done");

        verify(supportCases).close(supportCase, agent, "done", "Called the owner");
        assertThat(instance).isEnded().hasPassed("closeCase", "caseClosed");
    }

    @Test
    void stopsNobodyFromTryingAgainAfterARefusedSubmission() {
        doThrow(new InvalidValue("decision", "emailchange.decision"))
                .when(supportCases)
                .check(any(), any(), any(), any());
        var instance = start(SupportCaseKind.COMPANY_WITHOUT_MANAGER);
        assertThatThrownBy(() -> handle("whatever")).isInstanceOf(RuntimeException.class);
        assertThat(instance).isWaitingAt("HandleCase");
    }

    @Test
    void escalatesAnOverdueCaseToTheLead() {
        var instance = start(SupportCaseKind.COMPANY_WITHOUT_MANAGER);
        moveClockTo(job(instance, "caseOverdue").getDuedate().toInstant());
        runJobs(instance);
        verify(supportCases).recordEscalation(supportCase);
        assertThat(instance).isWaitingAtExactly("HandleCase").hasPassed("caseEscalated");
        assertThat(task().getPriority()).isEqualTo(SupportTasks.ESCALATED_PRIORITY);
        assertThat(task()).hasCandidateGroup("support-lead");
    }

    @Test
    void aTakeoverIsDueWithinHoursAndBeforeEverythingElse() {
        start(SupportCaseKind.POSSIBLE_TAKEOVER);
        var now = Instant.now();
        assertThat(task().getDueDate()).isCloseTo(Date.from(now.plus(Duration.ofHours(4))), 60_000);
        assertThat(task().getFollowUpDate()).isCloseTo(Date.from(now.plus(Duration.ofHours(2))), 60_000);
        assertThat(task().getPriority()).isEqualTo(SupportTasks.URGENT_PRIORITY);
    }

    @Test
    void anotherCaseIsDueInTwoDays() {
        start(SupportCaseKind.COMPANY_WITHOUT_MANAGER);
        var now = Instant.now();
        assertThat(task().getDueDate()).isCloseTo(Date.from(now.plus(Duration.ofDays(2))), 60_000);
        assertThat(task().getFollowUpDate()).isCloseTo(Date.from(now.plus(Duration.ofDays(1))), 60_000);
        assertThat(task().getPriority()).isEqualTo(SupportTasks.ORDINARY_PRIORITY);
    }

    private ProcessInstance start(SupportCaseKind kind) {
        process.start(supportCase, kind, 1001);
        return instanceOf(SupportCaseInstances.DEFINITION);
    }

    private void handle(String decision) {
        agents.as(
                agent,
                () -> tasks.complete(
                        task().getId(),
                        Variables.putValue("decision", decision).putValue("comment", "Called the owner")));
    }

    private org.camunda.bpm.engine.task.Task task() {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(key.toString())
                .singleResult();
    }
}
