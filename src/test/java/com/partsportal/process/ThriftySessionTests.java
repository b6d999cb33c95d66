package com.partsportal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;

import com.partsportal.invitation.Sending;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.ProcessEnginePersistenceException;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.DeleteProcessInstanceCmd;
import org.camunda.bpm.engine.impl.db.ListQueryParameterObject;
import org.camunda.bpm.engine.impl.db.sql.DbSqlSession;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.camunda.bpm.engine.runtime.Execution;
import org.camunda.bpm.engine.runtime.Job;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is read together or deleted together is guarded like what is read and deleted row by row. */
@EngineTest
class ThriftySessionTests extends ProcessPaths {

    private static final List<String> TABLES =
            List.of("act_ru_execution", "act_ru_job", "act_ru_event_subscr", "act_ru_variable");

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    ProcessEngineConfigurationImpl engine;

    @Autowired
    HistoryService history;

    @Test
    void aWholeInstanceGoesWithAllItsRows() {
        var id = start();
        assertThat(rows(id)).containsExactly(2, 2, 4, 3);

        inOneCommand(context -> deleteAfter(context, id, () -> {}));

        assertThat(rows(id)).containsExactly(0, 0, 0, 0);
    }

    @Test
    void nothingGoesWhenAJobWasChangedMeanwhile() {
        var id = start();
        var expiry = timer(id, "expiryDue");

        refusesToDeleteAfter(
                id,
                0,
                OptimisticLockingException.class,
                () -> management.setJobDuedate(expiry.getId(), Date.from(Instant.now())));
    }

    @Test
    void nothingGoesWhenAVariableWasChangedMeanwhile() {
        var id = start();

        refusesToDeleteAfter(
                id, 0, OptimisticLockingException.class, () -> runtime.setVariable(id, "invitationId", "another"));
    }

    @Test
    void nothingGoesWhenAnExecutionWasChangedMeanwhile() {
        var id = start();

        refusesToDeleteAfter(
                id,
                0,
                ProcessEnginePersistenceException.class, // with one that stays its parent cannot go
                () -> jdbc.update("update act_ru_execution set rev_ = rev_ + 1 where parent_id_ = ?", id));
    }

    @Test
    void nothingGoesWhenASubscriptionWentMeanwhile() {
        var id = start();

        refusesToDeleteAfter(
                id,
                1,
                OptimisticLockingException.class,
                () -> jdbc.update(
                        "delete from act_ru_event_subscr where proc_inst_id_ = ? and event_name_ = 'InvitationDeclined'",
                        id));
    }

    @Test
    void isReadAnewOnceTheCommandHasWritten() {
        var id = start();
        inOneCommand(context -> {
            var session = context.getDbSqlSession();
            var executions = context.getExecutionManager();
            executions.findExecutionById(id);
            assertThat(executions.findExecutionsByProcessInstanceId(id)).hasSize(2);
            CompletableFuture.runAsync(() -> runtime.deleteProcessInstance(id, "gone"))
                    .join();
            assertThat(executions.findExecutionsByProcessInstanceId(id)).hasSize(2);

            session.executeDbOperations(List.of());

            assertThat(executions.findExecutionsByProcessInstanceId(id)).isEmpty();
        });
    }

    @Test
    void executionsAndVariablesAreThoseThatTheEnginesOwnStatementsRead() {
        var id = start();
        management.executeJob(
                job(instanceOf("customer-onboarding"), "sendInvitation").getId());
        var ids = runtime.createExecutionQuery().processInstanceId(id).list().stream()
                .map(Execution::getId)
                .toList();
        ids.forEach(execution -> runtime.setVariableLocal(execution, "place", "local to " + execution));
        inOneCommand(context -> {
            var session = context.getDbSqlSession();
            var executions = read(session, "selectExecution", ids);
            var variables = variables(session, ids, null);
            var expiresAt = variables(session, ids, Set.of("expiresAt"));

            assertThat(context.getExecutionManager().findExecutionById(id)).isNotNull();

            assertThat(columns(session.selectList("selectExecutionsByProcessInstanceId", list(id))))
                    .containsExactlyInAnyOrderElementsOf(columns(executions));
            assertThat(columns(variables(session, ids, null)))
                    .hasSize(3 + ids.size())
                    .containsExactlyInAnyOrderElementsOf(columns(variables));
            assertThat(columns(variables(session, ids, Set.of("expiresAt"))))
                    .hasSize(1)
                    .isEqualTo(columns(expiresAt));
        });
    }

    /** Of executions or variables, as they are loaded. */
    private static List<List<@Nullable Object>> columns(List<?> entities) {
        return entities.stream()
                .map(entity -> entity instanceof ExecutionEntity execution
                        ? Arrays.<@Nullable Object>asList(
                                execution.getId(),
                                execution.getRevision(),
                                execution.getProcessInstanceId(),
                                execution.getTenantId(),
                                execution.getSequenceCounter(),
                                execution.getPersistentState())
                        : columns((VariableInstanceEntity) entity))
                .toList();
    }

    private static List<@Nullable Object> columns(VariableInstanceEntity variable) {
        return Arrays.asList(
                variable.getId(),
                variable.getRevision(),
                variable.getName(),
                variable.getSerializerName(),
                variable.getProcessInstanceId(),
                variable.getProcessDefinitionId(),
                variable.getExecutionId(),
                variable.getActivityInstanceId(),
                variable.getTaskId(),
                variable.getTenantId(),
                variable.getPersistentState());
    }

    private static List<Object> read(DbSqlSession session, String statement, List<String> ids) {
        return ids.stream()
                .map(id -> session.getSqlSession().<Object>selectOne(statement, id))
                .toList();
    }

    private static List<Object> variables(DbSqlSession session, List<String> ids, @Nullable Set<String> names) {
        return ids.stream()
                .map(id -> {
                    var wanted = new HashMap<String, Object>();
                    wanted.put("executionId", id);
                    wanted.put("variableNames", names);
                    return session.selectList("selectVariablesByExecutionId", list(wanted));
                })
                .<Object>flatMap(List::stream)
                .toList();
    }

    private static ListQueryParameterObject list(Object parameter) {
        return new ListQueryParameterObject(parameter, 0, Integer.MAX_VALUE);
    }

    @Test
    void columnsThatANewerNodeAddsAreNotTakenForOthers() throws SQLException {
        var id = start();
        var rows = new InstanceRows(() -> engine.getSqlSessionFactory().getConfiguration());
        var pool = jdbc.getDataSource().unwrap(HikariDataSource.class);
        try (var connection = pool.getConnection();
                var statement = connection.createStatement()) {
            var before = rows.ofExecution(connection, id);
            connection.setAutoCommit(false);
            statement.execute("alter table act_ru_execution add column newer text default 'newer'");

            var after = rows.ofExecution(connection, id);

            connection.rollback();
            assertThat(columns(executions(after))).isEqualTo(columns(executions(before)));
            assertThat(columns(variables(after))).hasSize(3).isEqualTo(columns(variables(before)));
        } finally {
            pool.getHikariPoolMXBean().softEvictConnections(); // with plans for a table that never was
        }
    }

    private static List<ExecutionEntity> executions(List<InstanceRows.Row> rows) {
        return rows.stream().map(InstanceRows.Row::execution).toList();
    }

    private static List<VariableInstanceEntity> variables(List<InstanceRows.Row> rows) {
        return rows.stream().flatMap(row -> row.variables().stream()).toList();
    }

    @Test
    void aDatabaseThatIsGoneIsToldAsTheEngineTellsIt() throws SQLException {
        var rows = new InstanceRows(() -> engine.getSqlSessionFactory().getConfiguration());
        var gone = jdbc.getDataSource().getConnection();
        gone.close();

        assertThatThrownBy(() -> rows.ofExecution(gone, start()))
                .isInstanceOf(ProcessEnginePersistenceException.class)
                .hasRootCauseInstanceOf(SQLException.class);
    }

    @Test
    void aMessageFindsNoInstanceThatIsSuspendedAndNoneOfTwo() {
        var id = start();
        var message = runtime.createMessageCorrelation("InvitationAccepted").processInstanceBusinessKey(key.toString());
        runtime.suspendProcessInstanceById(id);
        assertThatThrownBy(message::correlate).isInstanceOf(MismatchingMessageCorrelationException.class);
        runtime.activateProcessInstanceById(id);
        var other = start();
        assertThatThrownBy(message::correlate).isInstanceOf(MismatchingMessageCorrelationException.class);
        runtime.deleteProcessInstance(other, "one too many");
        assertThat(runtime.createMessageCorrelation("NoSuchMessage")
                        .processInstanceBusinessKey(key.toString())
                        .correlateAllWithResult())
                .isEmpty();

        message.setVariable("loginExists", true).correlate();

        assertThat(job(instanceOf("customer-onboarding"), "sendWelcome")).isNotNull();
    }

    @Test
    void aJobIsReadWithTheOthersOfItsInstanceAndEachExecutionHasItsOwn() {
        var id = start();
        management.executeJob(
                job(instanceOf("customer-onboarding"), "sendInvitation").getId());
        inOneCommand(context -> {
            var expiry =
                    context.getJobManager().findJobById(timer(id, "expiryDue").getId());
            var reminder =
                    context.getJobManager().findJobById(timer(id, "reminderDue").getId());
            context.getExecutionManager().findExecutionById(id);

            assertThat(context.getJobManager().findJobsByExecutionId(expiry.getExecutionId()))
                    .containsExactly(expiry);
            assertThat(context.getJobManager().findJobsByExecutionId(reminder.getExecutionId()))
                    .containsExactly(reminder);
        });
    }

    @Test
    void theHistoryKnowsHowLongAnInstanceTookAndHowLongItsStepsAreKept() {
        var id = start();
        management.executeJob(
                job(instanceOf("customer-onboarding"), "sendInvitation").getId());
        runtime.deleteProcessInstance(id, "enough");

        var past = history.createHistoricProcessInstanceQuery()
                .processInstanceId(id)
                .singleResult();
        assertThat(past.getStartTime()).isNotNull();
        assertThat(past.getRemovalTime()).isAfter(past.getEndTime());
        assertThat(past.getDurationInMillis())
                .isEqualTo(past.getEndTime().getTime() - past.getStartTime().getTime());
        assertThat(history.createHistoricActivityInstanceQuery()
                        .processInstanceId(id)
                        .list())
                .extracting(HistoricActivityInstance::getActivityId, HistoricActivityInstance::getRemovalTime)
                .contains(tuple("sendInvitation", past.getRemovalTime()), tuple("reminderDue", past.getRemovalTime()));
    }

    private String start() {
        when(invitations.send(any())).thenReturn(Sending.SENT);
        return runtime.createProcessInstanceByKey("customer-onboarding")
                .businessKey(key.toString())
                .setVariable("invitationId", UUID.randomUUID().toString())
                .setVariable("reminderAt", Date.from(Instant.now().plusSeconds(60)))
                .setVariable("expiresAt", Date.from(Instant.now().plusSeconds(3600)))
                .execute()
                .getId();
    }

    private Job timer(String id, String element) {
        return management
                .createJobQuery()
                .processInstanceId(id)
                .activityId(element)
                .singleResult();
    }

    private void refusesToDeleteAfter(
            String id, int taken, Class<? extends ProcessEngineException> failure, Runnable meanwhile) {
        var before = rows(id);

        assertThatThrownBy(() -> inOneCommand(context -> deleteAfter(context, id, meanwhile)))
                .isInstanceOf(failure);

        assertThat(sum(rows(id))).isEqualTo(sum(before) - taken);
        runtime.deleteProcessInstance(id, "the other was first, so once more");
        assertThat(rows(id)).containsExactly(0, 0, 0, 0);
    }

    /** Has read everything when the other comes. */
    private void deleteAfter(CommandContext context, String id, Runnable other) {
        var root = context.getExecutionManager().findExecutionById(id);
        root.getVariables();
        for (var execution : context.getExecutionManager().findExecutionsByProcessInstanceId(id)) {
            execution.getJobs();
            execution.getEventSubscriptions();
        }
        CompletableFuture.runAsync(other).join();
        new DeleteProcessInstanceCmd(id, "no more", true, true, false, true, false).execute(context);
    }

    private void inOneCommand(Consumer<CommandContext> work) {
        engine.getCommandExecutorTxRequired().execute(context -> {
            work.accept(context);
            return null;
        });
    }

    private static int sum(List<Integer> counts) {
        return counts.stream().mapToInt(Integer::intValue).sum();
    }

    private List<Integer> rows(String id) {
        return TABLES.stream()
                .map(table -> jdbc.queryForObject(
                        "select count(*) from " + table + " where "
                                + (table.equals("act_ru_job") ? "process_instance_id_" : "proc_inst_id_") + " = ?",
                        Integer.class,
                        id))
                .toList();
    }
}
