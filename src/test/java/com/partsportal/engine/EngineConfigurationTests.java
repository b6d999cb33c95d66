package com.partsportal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.partsportal.testing.PortalTest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.SuspendedEntityInteractionException;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.repository.Resource;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/** The engine as it runs in the whole portal. */
@PortalTest
class EngineConfigurationTests {

    @Autowired
    ProcessEngineConfigurationImpl engine;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    ManagementService management;

    @Autowired
    AuthorizationService authorizations;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionOperations transactions;

    @Test
    void aKilledNodesJobsGoOnAfterAMinuteAndTimersAreSecondsLateAtMost() {
        var jobs = engine.getJobExecutor();
        assertThat(jobs.getLockTimeInMillis()).isEqualTo(60_000);
        assertThat(jobs.getMaxWait()).isEqualTo(5_000);
        assertThat(jobs.getBackoffTimeInMillis()).isZero();
        assertThat(jobs.getMaxBackoff()).isZero();
    }

    @Test
    void keepsALightHistoryAndFindsDueJobsByIndex() {
        assertThat(engine.getHistoryLevel().getName()).isEqualTo("milestones");
        assertThat(engine.getHistoryRemovalTimeStrategy()).isEqualTo("start");
        assertThat(engine.isEnsureJobDueDateNotNull()).isTrue();
        assertThat(engine.isJobExecutorAcquireByDueDate()).isTrue();
        assertThat(engine.isMetricsEnabled()).isFalse();
        assertThat(engine.isTaskMetricsEnabled()).isFalse();
        assertThat(jdbc.queryForList("select indexname from pg_indexes where tablename = 'act_ru_job'", String.class))
                .contains("act_idx_job_duedate", "act_idx_job_locked_instance");
    }

    @Test
    void leavesTheTablesToFlyway() {
        assertThat(engine.getDatabaseSchemaUpdate()).isEqualTo("false");
        assertThat(jdbc.queryForObject(
                        "select description from flyway_schema_history where version = '1' and success", String.class))
                .isEqualTo("Camunda engine");
    }

    @Test
    void deploysAllModelsTogetherUnderTheSameNamesAnywhere() {
        var deployment = repository.createDeploymentQuery().singleResult();
        assertThat(repository.getDeploymentResources(deployment.getId()))
                .extracting(Resource::getName)
                .allMatch(name -> name.matches("processes/[a-z-]+\\.(bpmn|dmn|form)"))
                .containsAll(List.of("processes/customer-onboarding.bpmn", "processes/invitation-policy.dmn"));
        assertThat(repository.createProcessDefinitionQuery().list())
                .allMatch(definition -> definition.getVersion() == 1);
    }

    @Test
    void aDeploymentWaitsForThatOfAnotherNodeForLongerThanARequestMayWait() {
        var locked = new CountDownLatch(1);
        var otherNode = CompletableFuture.runAsync(() -> transactions.executeWithoutResult(transaction -> {
            jdbc.queryForList("select value_ from act_ge_property where name_ = 'deployment.lock' for update");
            locked.countDown();
            jdbc.queryForList("select pg_sleep(4)");
        }));
        await().until(() -> locked.getCount() == 0);

        var deployment = repository
                .createDeployment()
                .addModelInstance(
                        "waits.bpmn",
                        Bpmn.createExecutableProcess("waits")
                                .camundaHistoryTimeToLive(1)
                                .startEvent()
                                .endEvent()
                                .done())
                .deploy();

        repository.deleteDeployment(deployment.getId(), true);
        otherNode.join();
    }

    @Test
    void whatIsDeployedOrSuspendedCountsAtOnce() {
        var first = deployChanging();
        runtime.startProcessInstanceByKey("changing");
        var second = deployChanging();

        var instance = runtime.startProcessInstanceByKey("changing");

        assertThat(repository
                        .getProcessDefinition(instance.getProcessDefinitionId())
                        .getVersion())
                .isEqualTo(2);
        repository.suspendProcessDefinitionByKey("changing");
        assertThatThrownBy(() -> runtime.startProcessInstanceByKey("changing"))
                .isInstanceOf(SuspendedEntityInteractionException.class);
        repository.deleteDeployment(second, true);
        repository.deleteDeployment(first, true);
    }

    @Test
    void whatAnAdministratorChangesOfADefinitionIsStored() {
        var deployment = deployChanging();
        var definition = repository
                .createProcessDefinitionQuery()
                .deploymentId(deployment)
                .singleResult()
                .getId();
        var jobs = management
                .createJobDefinitionQuery()
                .processDefinitionId(definition)
                .singleResult()
                .getId();
        try {
            for (var value = 7; value < 10; value++) {
                runtime.startProcessInstanceById(definition);
                repository.updateProcessDefinitionHistoryTimeToLive(definition, value);
                management.setOverridingJobPriorityForJobDefinition(jobs, value);

                assertThat(jdbc.queryForObject(
                                "select history_ttl_ from act_re_procdef where id_ = ?", Integer.class, definition))
                        .isEqualTo(value);
                assertThat(jdbc.queryForObject(
                                "select job_priority_ from act_ru_jobdef where id_ = ?", Integer.class, jobs))
                        .isEqualTo(value);
            }
        } finally {
            repository.deleteDeployment(deployment, true);
        }
    }

    @Test
    void whatAnAdministratorGrantsOnOneInstanceGoesWithIt() {
        var instance = runtime.createProcessInstanceByKey("rfq")
                .startBeforeActivity("ApproveRequest")
                .execute()
                .getId();
        var grant = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        grant.setUserId("somebody");
        grant.setResource(Resources.PROCESS_INSTANCE);
        grant.setResourceId(instance);
        grant.addPermission(Permissions.READ);
        authorizations.saveAuthorization(grant);

        runtime.deleteProcessInstance(instance, "no more");

        assertThat(authorizations
                        .createAuthorizationQuery()
                        .resourceId(instance)
                        .count())
                .isZero();
    }

    private String deployChanging() {
        return repository
                .createDeployment()
                .addModelInstance(
                        "changing.bpmn",
                        Bpmn.createExecutableProcess("changing")
                                .camundaHistoryTimeToLive(1)
                                .startEvent()
                                .endEvent()
                                .camundaAsyncBefore()
                                .done())
                .deploy()
                .getId();
    }

    @Test
    void storesNoUserOfItsOwn() {
        assertThat(jdbc.queryForObject("select count(*) from act_id_user", Integer.class))
                .isZero();
    }
}
