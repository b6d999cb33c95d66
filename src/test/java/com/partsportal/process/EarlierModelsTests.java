package com.partsportal.process;

import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.partsportal.account.AccountId;
import com.partsportal.emailchange.ChangeCase.Missing;
import com.partsportal.emailchange.ChangeDecision.Verdict;
import com.partsportal.emailchange.EmailChangeId;
import com.partsportal.emailchange.EmailChangeProcess;
import com.partsportal.emailchange.ReviewFacts;
import com.partsportal.emailchange.SupportCaseId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.repository.DeploymentWithDefinitions;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Instances that were started by the first released models (src/test/resources/earlier) go on with the steps of today. */
@EngineTest
class EarlierModelsTests extends ProcessPaths {

    private static final AccountId FIRST = new AccountId(UUID.randomUUID());
    private static final AccountId SECOND = new AccountId(UUID.randomUUID());

    @Autowired
    RepositoryService repository;

    @Autowired
    TaskService tasks;

    @Autowired
    EmailChangeProcess process;

    @Autowired
    Agents agents;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final EmailChangeId change = new EmailChangeId(key);
    private DeploymentWithDefinitions earlier;

    @AfterEach
    void removeTheEarlierModel() {
        repository.deleteDeployment(earlier.getId(), true);
    }

    @Test
    void anEmailChangeComesToItsEndOverBothApprovals() {
        when(changeSteps.review(change))
                .thenReturn(new ReviewFacts(
                        "1001", "id", "Initech", "Mona", "old@x.test", "new@x.test", "r", "q", "p", "c", "e", "h"));
        when(changeSteps.missing(change)).thenReturn(Missing.OLD_ADDRESS, Missing.NOTHING);
        when(changeSteps.apply(change)).thenReturn(true);
        when(changeSteps.beginCoolingOff(change)).thenReturn(now.plus(Duration.ofDays(3)));
        when(changeDecisions.recordReview(change, FIRST, "approve", "because", null))
                .thenReturn(Verdict.APPROVE);
        when(changeDecisions.recordSecondApproval(change, SECOND, "approve", "because"))
                .thenReturn(Verdict.APPROVE);

        var instance = start(
                "email-change",
                Variables.putValue("signedIn", true)
                        .putValue("reminderAt", ProcessVariable.date(now.plus(Duration.ofDays(7))))
                        .putValue("expiresAt", ProcessVariable.date(now.plus(Duration.ofDays(14)))));
        process.decide(change, FIRST, "approve", "because", null);
        assertThat(instance).isWaitingAt("SecondApproval");
        process.decide(change, SECOND, "approve", "because", null);
        moveClockTo(now.plus(Duration.ofDays(3)));
        runJobs(instance);

        verify(changeSteps).apply(change);
        assertThat(instance).isEnded().hasPassed("emailChanged");
    }

    @Test
    void anEmailChangeCanBeDisputed() {
        when(changeSteps.review(change))
                .thenReturn(new ReviewFacts(
                        "1001", "id", "Initech", "Mona", "old@x.test", "new@x.test", "r", "q", "p", "c", "e", "h"));
        var instance = start(
                "email-change",
                Variables.putValue("signedIn", true)
                        .putValue("reminderAt", ProcessVariable.date(now.plus(Duration.ofDays(7))))
                        .putValue("expiresAt", ProcessVariable.date(now.plus(Duration.ofDays(14)))));
        process.disputed(change);
        verify(changeSteps).openTakeoverCase(change);
        assertThat(instance).isEnded().hasPassed("stopped");
    }

    @Test
    void aSupportCaseIsClosedByItsAgent() {
        var instance = start(
                "support-case",
                Variables.putValue("caseId", key.toString())
                        .putValue("kind", "Possible takeover")
                        .putValue("overdueAt", ProcessVariable.date(now.plus(Duration.ofDays(2)))));
        agents.as(
                FIRST,
                () -> tasks.complete(
                        tasks.createTaskQuery()
                                .processInstanceId(instance.getId())
                                .singleResult()
                                .getId(),
                        Variables.putValue("decision", "done").putValue("comment", "Called")));
        verify(supportCases).close(new SupportCaseId(key), FIRST, "done", "Called");
        assertThat(instance).isEnded().hasPassed("caseClosed");
    }

    private ProcessInstance start(String model, VariableMap variables) {
        var file = "earlier/" + model + ".bpmn";
        earlier = repository.createDeployment().addClasspathResource(file).deployWithResult();
        return runtime.startProcessInstanceById(
                earlier.getDeployedProcessDefinitions().get(0).getId(), key.toString(), variables);
    }
}
