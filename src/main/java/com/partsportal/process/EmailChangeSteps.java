package com.partsportal.process;

import static com.partsportal.process.ProcessVariable.ANSWER_AT;
import static com.partsportal.process.ProcessVariable.APPLIED;
import static com.partsportal.process.ProcessVariable.COOLING_OFF_ENDS_AT;
import static com.partsportal.process.ProcessVariable.EVIDENCE;
import static com.partsportal.process.ProcessVariable.MISSING;
import static com.partsportal.process.ProcessVariable.SECOND_APPROVAL_AT;
import static com.partsportal.process.ProcessVariable.VERDICT;

import com.partsportal.emailchange.ChangeCase;
import com.partsportal.emailchange.ChangeDecisions;
import com.partsportal.emailchange.ChangeSteps;
import com.partsportal.emailchange.EmailChangeId;
import java.util.function.Consumer;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The service tasks of email-change.bpmn: one bean per task, named after it. Which request is meant says the business
 * key, which nobody can submit with a form; what a gateway evaluates was set by the step before, from the row.
 */
@Configuration(proxyBeanMethods = false)
class EmailChangeSteps {

    @Bean
    JavaDelegate askNewAddress(ChangeSteps changes) {
        return step(changes::askNewAddress);
    }

    @Bean
    JavaDelegate noticeOldAddress(ChangeSteps changes) {
        return step(changes::noticeOldAddress);
    }

    /** The requester cannot know from these answers that no agent sees the request. */
    @Bean
    JavaDelegate answerRequester(ChangeSteps changes) {
        return execution -> {
            var next = changes.answerUnseen(change(execution));
            execution.setVariable(ANSWER_AT.id, next == null ? null : ProcessVariable.date(next));
        };
    }

    @Bean
    JavaDelegate prepareReview(ChangeSteps changes, Escalation escalation) {
        return execution -> {
            SnapshotVariable.show(execution, changes.review(change(execution)));
            escalation.setDue(execution);
        };
    }

    /** The wall in front of the step: what is refused here leaves the task as it was. */
    @Bean
    TaskListener checkReview(ChangeDecisions decisions, Agents agents) {
        return task -> decisions.checkReview(change(task), agents.completing(task), decision(task), comment(task));
    }

    @Bean
    JavaDelegate noteReview(ChangeDecisions decisions, Agents agents) {
        return execution -> {
            var verdict = decisions.recordReview(
                    change(execution),
                    agents.current(),
                    execution.getVariable(SnapshotVariable.DECISION),
                    execution.getVariable(SnapshotVariable.COMMENT),
                    execution.getVariable(SnapshotVariable.SILENT_REASON));
            SnapshotVariable.hide(execution);
            execution.setVariable(VERDICT.id, verdict.code());
        };
    }

    @Bean
    JavaDelegate escalateReview(ChangeSteps changes, Escalation escalation) {
        return escalate(EmailChangeInstances.REVIEW, changes, escalation);
    }

    @Bean
    JavaDelegate escalateSecondApproval(ChangeSteps changes, Escalation escalation) {
        return escalate(EmailChangeInstances.SECOND_APPROVAL, changes, escalation);
    }

    private static JavaDelegate escalate(String task, ChangeSteps changes, Escalation escalation) {
        return execution -> {
            escalation.raise(execution, task);
            changes.recordEscalation(change(execution));
        };
    }

    @Bean
    JavaDelegate askRequester(ChangeSteps changes) {
        return step(changes::askRequester);
    }

    @Bean
    JavaDelegate checkProofs(ChangeSteps changes) {
        return execution -> {
            SnapshotVariable.hide(execution);
            execution.setVariable(MISSING.id, code(changes.missing(change(execution))));
        };
    }

    @Bean
    JavaDelegate prepareSecondApproval(ChangeSteps changes, Escalation escalation) {
        return execution -> {
            var id = change(execution);
            var evidence = changes.hasEvidence(id);
            var opensAt = evidence ? null : changes.secondApprovalAt(id);
            if (!evidence) {
                changes.askColleagues(id);
            }
            if (!evidence && opensAt == null) {
                SnapshotVariable.show(execution, changes.review(id));
                escalation.setDue(execution);
            }
            execution.setVariable(EVIDENCE.id, evidence);
            execution.setVariable(SECOND_APPROVAL_AT.id, opensAt == null ? null : ProcessVariable.date(opensAt));
        };
    }

    /** As {@link #checkReview}; never by who approved first. */
    @Bean
    TaskListener checkSecondApproval(ChangeDecisions decisions, Agents agents) {
        return task ->
                decisions.checkSecondApproval(change(task), agents.completing(task), decision(task), comment(task));
    }

    /** Four eyes: not even offered to the agent who approved first. */
    @Bean
    TaskListener hideFromFirstAgent(ChangeSteps changes, AgentTasks tasks) {
        return task -> changes.firstAgent(change(task)).ifPresent(first -> tasks.hide(task.getId(), first));
    }

    @Bean
    JavaDelegate noteSecondApproval(ChangeDecisions decisions, Agents agents) {
        return execution -> {
            var verdict = decisions.recordSecondApproval(
                    change(execution),
                    agents.current(),
                    execution.getVariable(SnapshotVariable.DECISION),
                    execution.getVariable(SnapshotVariable.COMMENT));
            SnapshotVariable.hide(execution);
            execution.setVariable(VERDICT.id, verdict.code());
        };
    }

    @Bean
    JavaDelegate beginCoolingOff(ChangeSteps changes) {
        return execution -> {
            SnapshotVariable.hide(execution);
            var until = changes.beginCoolingOff(change(execution));
            execution.setVariable(COOLING_OFF_ENDS_AT.id, ProcessVariable.date(until));
        };
    }

    @Bean
    JavaDelegate applyChange(ChangeSteps changes) {
        return execution -> execution.setVariable(APPLIED.id, changes.apply(change(execution)));
    }

    @Bean
    JavaDelegate informRequester(ChangeSteps changes) {
        return step(changes::notifyOfRejection);
    }

    @Bean
    JavaDelegate remindRequester(ChangeSteps changes) {
        return step(changes::remind);
    }

    @Bean
    JavaDelegate openTakeoverCase(ChangeSteps changes) {
        return step(changes::openTakeoverCase);
    }

    @Bean
    JavaDelegate expireRequest(ChangeSteps changes) {
        return step(changes::expire);
    }

    private static String code(ChangeCase.Missing missing) {
        return switch (missing) {
            case OLD_ADDRESS -> "oldAddress";
            case NEW_ADDRESS -> "newAddress";
            case NOTHING -> "nothing";
            case APPROVAL -> throw new IllegalStateException("the row has no approval");
        };
    }

    private static JavaDelegate step(Consumer<EmailChangeId> step) {
        return execution -> step.accept(change(execution));
    }

    private static EmailChangeId change(DelegateExecution execution) {
        return EmailChangeId.of(execution.getProcessBusinessKey());
    }

    private static EmailChangeId change(DelegateTask task) {
        return change(task.getExecution());
    }

    private static Object decision(DelegateTask task) {
        return task.getVariable(SnapshotVariable.DECISION);
    }

    private static Object comment(DelegateTask task) {
        return task.getVariable(SnapshotVariable.COMMENT);
    }
}
