package com.partsportal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;

import com.partsportal.invitation.Sending;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.ProcessEnginePersistenceException;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.DeleteProcessInstanceCmd;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.runtime.Job;
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
