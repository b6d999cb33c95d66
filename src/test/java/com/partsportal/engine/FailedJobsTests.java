package com.partsportal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.partsportal.testing.PortalTest;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A job that somebody executes through the engine's API: what is refused, or comes too early, leaves it as it was. */
@PortalTest
class FailedJobsTests {

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    ManagementService management;

    @Autowired
    IdentityService identity;

    private String deployment;
    private String instance;

    @BeforeEach
    void anInstanceWhoseTimerFails() {
        deployment = repository
                .createDeployment()
                .addModelInstance(
                        "failing.bpmn",
                        Bpmn.createExecutableProcess("failing")
                                .camundaHistoryTimeToLive(1)
                                .startEvent()
                                .intermediateCatchEvent("later")
                                .timerWithDuration("P14D")
                                .serviceTask("fails")
                                .camundaExpression("${nothing.there}")
                                .endEvent()
                                .done())
                .deploy()
                .getId();
        instance = runtime.startProcessInstanceByKey("failing").getId();
    }

    @AfterEach
    void noInstance() {
        identity.clearAuthentication();
        repository.deleteDeployment(deployment, true);
    }

    @Test
    void whatTheCallerMayNotExecuteStaysAsItWas() {
        var before = timer();
        for (var group : List.of("process-owner", "support")) {
            identity.setAuthentication("somebody", List.of(group));
            assertThatThrownBy(() -> management.executeJob(before.getId())).isInstanceOf(AuthorizationException.class);
            identity.clearAuthentication();
            assertUnchanged(before);
        }
    }

    @Test
    void whatTheCallerMayNotExecuteStaysAsItWasEvenWhenItIsDue() {
        management.setJobDuedate(
                timer().getId(), new Date(ClockUtil.getCurrentTime().getTime() - 60_000));
        var before = timer();

        identity.setAuthentication("somebody", List.of("process-owner"));
        assertThatThrownBy(() -> management.executeJob(before.getId())).isInstanceOf(AuthorizationException.class);

        identity.clearAuthentication();
        assertUnchanged(before);
    }

    @Test
    void whatFailsBeforeItIsDueStaysAsItWas() {
        var before = timer();

        assertThatThrownBy(() -> management.executeJob(before.getId())).isInstanceOf(ProcessEngineException.class);

        assertUnchanged(before);
    }

    @Test
    void whatIsSuspendedStaysAsItWas() {
        var before = timer();
        runtime.suspendProcessInstanceById(instance);

        assertThatThrownBy(() -> management.executeJob(before.getId())).isInstanceOf(ProcessEngineException.class);

        assertUnchanged(before);
    }

    @Test
    void whatFailsWhenItIsDueLosesARetry() {
        management.setJobDuedate(
                timer().getId(), new Date(ClockUtil.getCurrentTime().getTime() - 60_000));
        var before = timer();

        assertThatThrownBy(() -> management.executeJob(before.getId())).isInstanceOf(ProcessEngineException.class);

        assertThat(timer().getRetries()).isEqualTo(before.getRetries() - 1);
        assertThat(timer().getExceptionMessage()).isNotNull();
    }

    private Job timer() {
        return management.createJobQuery().processInstanceId(instance).singleResult();
    }

    private void assertUnchanged(Job before) {
        var now = timer();
        assertThat(now.getDuedate()).isEqualTo(before.getDuedate());
        assertThat(now.getRetries()).isEqualTo(before.getRetries());
        assertThat(now.getExceptionMessage()).isNull();
    }
}
