package com.partsportal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.partsportal.emailchange.ChangeDecisions;
import com.partsportal.emailchange.ChangeSteps;
import com.partsportal.emailchange.SupportCases;
import com.partsportal.invitation.InvitationTasks;
import com.partsportal.invitation.Invitations;
import com.partsportal.mail.QueuedMails;
import com.partsportal.process.EngineTest;
import com.partsportal.rfq.RfqNotices;
import com.partsportal.webhook.WebhookDeliveries;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

/** CVE-2026-109432: no query evaluates an expression from outside, at any depth, from any caller and from any place where it is stored. */
@EngineTest
@Import(ScopedExpressionManagerTests.Witness.class)
class ScopedExpressionManagerTests {

    /** A bean that counts how often an expression reached it. */
    static class Evaluations {

        private final AtomicInteger count = new AtomicInteger();

        public String evaluate() {
            count.incrementAndGet();
            return "evaluated";
        }
    }

    static class Witness {

        @Bean
        Evaluations evaluations() {
            return new Evaluations();
        }
    }

    @MockitoBean
    Invitations invitationService;

    @MockitoBean
    InvitationTasks invitations;

    @MockitoBean
    QueuedMails queuedMails;

    @MockitoBean
    WebhookDeliveries webhookDeliveries;

    @MockitoBean
    ChangeSteps changeSteps;

    @MockitoBean
    ChangeDecisions changeDecisions;

    @MockitoBean
    SupportCases supportCases;

    @MockitoBean
    RfqNotices rfqNotices;

    @Autowired
    Evaluations evaluations;

    @Autowired
    TaskService tasks;

    @Autowired
    FilterService filters;

    @Autowired
    IdentityService identity;

    private Task task;

    @BeforeEach
    void aTaskOfAgentOne() {
        task = tasks.newTask();
        tasks.saveTask(task);
        tasks.setAssignee(task.getId(), "one");
    }

    @AfterEach
    void noTask() {
        identity.clearAuthentication();
        tasks.deleteTask(task.getId(), true);
        filters.createFilterQuery().list().forEach(filter -> filters.deleteFilter(filter.getId()));
    }

    static Stream<Named<BiFunction<TaskQuery, String, TaskQuery>>> queries() {
        return Stream.of(
                Named.of("dueAfter", (query, text) -> query.dueAfterExpression(text)),
                Named.of("dueBefore", (query, text) -> query.dueBeforeExpression(text)),
                Named.of("due", (query, text) -> query.dueDateExpression(text)),
                Named.of("followUpAfter", (query, text) -> query.followUpAfterExpression(text)),
                Named.of(
                        "followUpBeforeOrNotExistent",
                        (query, text) -> query.followUpBeforeOrNotExistentExpression(text)),
                Named.of("createdAfter", (query, text) -> query.taskCreatedAfterExpression(text)),
                Named.of("updatedAfter", (query, text) -> query.taskUpdatedAfterExpression(text)),
                Named.of("assignee", (query, text) -> query.taskAssigneeExpression(text)),
                Named.of("assigneeLike", (query, text) -> query.taskAssigneeLikeExpression(text)),
                Named.of("owner", (query, text) -> query.taskOwnerExpression(text)),
                Named.of("involvedUser", (query, text) -> query.taskInvolvedUserExpression(text)),
                Named.of("candidateUser", (query, text) -> query.taskCandidateUserExpression(text)),
                Named.of("candidateGroup", (query, text) -> query.taskCandidateGroupExpression(text)),
                Named.of("candidateGroupIn", (query, text) -> query.taskCandidateGroupInExpression(text)),
                Named.of("businessKey", (query, text) -> query.processInstanceBusinessKeyExpression(text)),
                Named.of("businessKeyLike", (query, text) -> query.processInstanceBusinessKeyLikeExpression(text)));
    }

    @ParameterizedTest
    @MethodSource("queries")
    void noQueryEvaluatesAnExpression(BiFunction<TaskQuery, String, TaskQuery> with) {
        for (var text : List.of(
                "${evaluations.evaluate()}",
                "#{evaluations.evaluate()}",
                "x${evaluations.evaluate()}",
                "${currentUser().concat(evaluations.evaluate())}",
                "${dateTime().getClass().forName('java.util.Date').newInstance()}")) {
            assertRefused(with.apply(tasks.createTaskQuery(), text));
            assertRefused(with.apply(tasks.createTaskQuery().or(), text).endOr());
            assertRefused(with.apply(
                            tasks.createTaskQuery()
                                    .or()
                                    .taskName("first")
                                    .endOr()
                                    .or()
                                    .taskName("second"),
                            text)
                    .endOr());
        }
        assertThat(evaluations.count).hasValue(0);
    }

    @ParameterizedTest
    @MethodSource("queries")
    void noStoredFilterEvaluatesAnExpression(BiFunction<TaskQuery, String, TaskQuery> with) {
        var text = "${evaluations.evaluate()}";
        for (var query : List.of(
                with.apply(tasks.createTaskQuery(), text),
                with.apply(tasks.createTaskQuery().or(), text).endOr())) {
            var filter = filters.newTaskFilter("stored").setQuery(query);
            filters.saveFilter(filter);

            assertThatThrownBy(() -> filters.count(filter.getId())).isInstanceOf(ProcessEngineException.class);
            assertThatThrownBy(() -> filters.list(filter.getId())).isInstanceOf(ProcessEngineException.class);
        }
        var plain = filters.newTaskFilter("plain").setQuery(tasks.createTaskQuery());
        filters.saveFilter(plain);
        var extending = with.apply(tasks.createTaskQuery().or(), text).endOr();
        assertThatThrownBy(() -> filters.count(plain.getId(), extending)).isInstanceOf(ProcessEngineException.class);
        assertThat(evaluations.count).hasValue(0);
    }

    @Test
    void thePortalsOwnFiltersWork() {
        var mine = filters.newTaskFilter("Mine")
                .setQuery(tasks.createTaskQuery().taskAssigneeExpression("${currentUser()}"));
        var overdue = filters.newTaskFilter("Overdue")
                .setQuery(tasks.createTaskQuery().dueBeforeExpression("${now()}"));
        filters.saveFilter(mine);
        filters.saveFilter(overdue);

        identity.setAuthenticatedUserId("one");
        assertThat(filters.count(mine.getId())).isEqualTo(1);
        identity.setAuthenticatedUserId("two");
        assertThat(filters.count(mine.getId())).isZero();
        assertThat(filters.count(overdue.getId())).isZero();
    }

    private static void assertRefused(TaskQuery query) {
        assertThatThrownBy(query::count).isInstanceOf(ProcessEngineException.class);
        assertThatThrownBy(query::list).isInstanceOf(ProcessEngineException.class);
    }
}
