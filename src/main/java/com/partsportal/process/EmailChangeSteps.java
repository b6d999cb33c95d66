package com.partsportal.process;

import static com.partsportal.process.ProcessVariable.APPLIED;
import static com.partsportal.process.ProcessVariable.COOLING_OFF_ENDS_AT;
import static com.partsportal.process.ProcessVariable.EVIDENCE;
import static com.partsportal.process.ProcessVariable.MISSING;
import static com.partsportal.process.ProcessVariable.VERDICT;

import com.partsportal.emailchange.ChangeCase;
import com.partsportal.emailchange.EmailChangeId;
import com.partsportal.emailchange.EmailChanges;
import java.util.function.Consumer;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The service tasks of email-change.bpmn: one bean per task, named after it. Which request is meant says the business
 * key, which nobody can submit with a form; what a gateway asks was set by the step before, from the row.
 */
@Configuration(proxyBeanMethods = false)
class EmailChangeSteps {

    @Bean
    JavaDelegate askNewAddress(EmailChanges changes) {
        return step(changes::askNewAddress);
    }

    @Bean
    JavaDelegate noticeOldAddress(EmailChanges changes) {
        return step(changes::noticeOldAddress);
    }

    @Bean
    JavaDelegate prepareReview(EmailChanges changes) {
        return execution -> {
            SnapshotVariable.show(execution, changes.review(change(execution)));
            Escalation.setDue(execution);
        };
    }

    /** The wall in front of the step: what is refused here leaves the task as it was. */
    @Bean
    TaskListener checkReview(EmailChanges changes, Agents agents) {
        return task -> changes.checkReview(change(task), agents.completing(task), decision(task), comment(task));
    }

    @Bean
    JavaDelegate noteReview(EmailChanges changes, Agents agents) {
        return execution -> {
            var verdict = changes.noteReview(
                    change(execution),
                    agents.current(),
                    execution.getVariable(SnapshotVariable.DECISION),
                    execution.getVariable(SnapshotVariable.COMMENT));
            SnapshotVariable.hide(execution);
            execution.setVariable(VERDICT.id, verdict.word());
        };
    }

    @Bean
    JavaDelegate escalateReview(EmailChanges changes, Escalation escalation) {
        return escalate(EmailChangeInstances.REVIEW, changes, escalation);
    }

    @Bean
    JavaDelegate escalateSecondApproval(EmailChanges changes, Escalation escalation) {
        return escalate(EmailChangeInstances.SECOND_APPROVAL, changes, escalation);
    }

    private static JavaDelegate escalate(String task, EmailChanges changes, Escalation escalation) {
        return execution -> {
            escalation.raise(execution, task);
            changes.noteEscalation(change(execution));
        };
    }

    @Bean
    JavaDelegate askRequester(EmailChanges changes) {
        return step(changes::askRequester);
    }

    @Bean
    JavaDelegate checkProofs(EmailChanges changes) {
        return execution -> {
            SnapshotVariable.hide(execution);
            execution.setVariable(MISSING.id, word(changes.missing(change(execution))));
        };
    }

    @Bean
    JavaDelegate prepareSecondApproval(EmailChanges changes) {
        return execution -> {
            var id = change(execution);
            var evidence = changes.hasEvidence(id);
            if (!evidence) {
                changes.askColleagues(id);
                SnapshotVariable.show(execution, changes.review(id));
                Escalation.setDue(execution);
            }
            execution.setVariable(EVIDENCE.id, evidence);
        };
    }

    /** As {@link #checkReview}; never by who approved first. */
    @Bean
    TaskListener checkSecondApproval(EmailChanges changes, Agents agents) {
        return task ->
                changes.checkSecondApproval(change(task), agents.completing(task), decision(task), comment(task));
    }

    @Bean
    JavaDelegate noteSecondApproval(EmailChanges changes, Agents agents) {
        return execution -> {
            var verdict = changes.noteSecondApproval(
                    change(execution),
                    agents.current(),
                    execution.getVariable(SnapshotVariable.DECISION),
                    execution.getVariable(SnapshotVariable.COMMENT));
            SnapshotVariable.hide(execution);
            execution.setVariable(VERDICT.id, verdict.word());
        };
    }

    @Bean
    JavaDelegate beginCoolingOff(EmailChanges changes) {
        return execution -> {
            SnapshotVariable.hide(execution);
            var until = changes.beginCoolingOff(change(execution));
            execution.setVariable(COOLING_OFF_ENDS_AT.id, ProcessVariable.date(until));
        };
    }

    @Bean
    JavaDelegate applyChange(EmailChanges changes) {
        return execution -> execution.setVariable(APPLIED.id, changes.apply(change(execution)));
    }

    @Bean
    JavaDelegate informRequester(EmailChanges changes) {
        return step(changes::tellOfRejection);
    }

    @Bean
    JavaDelegate remindRequester(EmailChanges changes) {
        return step(changes::remind);
    }

    @Bean
    JavaDelegate openTakeoverCase(EmailChanges changes) {
        return step(changes::openTakeoverCase);
    }

    @Bean
    JavaDelegate expireRequest(EmailChanges changes) {
        return step(changes::expire);
    }

    private static String word(ChangeCase.Missing missing) {
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
