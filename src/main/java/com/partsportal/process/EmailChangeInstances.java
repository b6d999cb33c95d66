package com.partsportal.process;

import static com.partsportal.process.InvitationInstances.inEngine;
import static com.partsportal.process.ProcessVariable.ANSWER_AT;
import static com.partsportal.process.ProcessVariable.EXPIRES_AT;
import static com.partsportal.process.ProcessVariable.LOGIN_CONCERNED;
import static com.partsportal.process.ProcessVariable.REMINDER_AT;
import static com.partsportal.process.ProcessVariable.SIGNED_IN;

import com.partsportal.account.AccountId;
import com.partsportal.emailchange.EmailChangeId;
import com.partsportal.emailchange.EmailChangeProcess;
import com.partsportal.emailchange.ReviewFacts;
import com.partsportal.invitation.ProcessNotReady;
import com.partsportal.shared.Refused;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The instances of email-change.bpmn; the business key is the request's id. */
@Component
class EmailChangeInstances implements EmailChangeProcess {

    static final String DEFINITION = "email-change";
    static final String REVIEW = "ReviewEmailChange";
    static final String SECOND_APPROVAL = "SecondApproval";
    static final String EXPIRY_DUE = "expiryDue";

    private final RuntimeService runtime;
    private final ManagementService management;
    private final TaskService tasks;
    private final Agents agents;

    EmailChangeInstances(RuntimeService runtime, ManagementService management, TaskService tasks, Agents agents) {
        this.runtime = runtime;
        this.management = management;
        this.tasks = tasks;
        this.agents = agents;
    }

    @Override
    public void start(EmailChangeId id, boolean signedIn, Instant remindAt, Instant expiresAt) {
        inEngine(() -> runtime.createProcessInstanceByKey(DEFINITION)
                .businessKey(id.toString())
                .setVariables(Variables.putValue(SIGNED_IN.id, signedIn)
                        .putValue(REMINDER_AT.id, ProcessVariable.date(remindAt))
                        .putValue(EXPIRES_AT.id, ProcessVariable.date(expiresAt)))
                .execute());
    }

    @Override
    public void newAddressConfirmed(EmailChangeId id, boolean loginConcerned, @Nullable Instant answerAt) {
        correlateIfAwaited(
                id,
                "NewAddressConfirmed",
                Variables.putValue(LOGIN_CONCERNED.id, loginConcerned)
                        .putValue(ANSWER_AT.id, answerAt == null ? null : ProcessVariable.date(answerAt)));
    }

    @Override
    public void oldAddressConfirmed(EmailChangeId id) {
        correlateIfAwaited(id, "OldAddressConfirmed");
    }

    @Override
    public void evidenceGiven(EmailChangeId id) {
        correlateIfAwaited(id, "EvidenceGiven");
    }

    @Override
    public void questionAnswered(EmailChangeId id) {
        correlateIfAwaited(id, "QuestionAnswered");
    }

    @Override
    public void cancelled(EmailChangeId id) {
        correlateIfAwaited(id, "ChangeCancelled");
    }

    @Override
    public void disputed(EmailChangeId id) {
        correlateIfAwaited(id, "ChangeDisputed");
    }

    @Override
    public void showFacts(EmailChangeId id, Supplier<ReviewFacts> facts) {
        tasks
                .createTaskQuery()
                .processDefinitionKey(DEFINITION)
                .processInstanceBusinessKey(id.toString())
                .taskDefinitionKeyIn(REVIEW, SECOND_APPROVAL)
                .active()
                .list()
                .stream()
                .findFirst()
                .ifPresent(task -> show(task.getProcessInstanceId(), SnapshotVariable.texts(facts.get())));
    }

    private void show(String instance, Map<String, Object> facts) {
        agents.asPortal(() -> {
            var shown = runtime.getVariables(instance);
            var changed = facts.entrySet().stream()
                    .filter(fact -> !fact.getValue().equals(shown.get(fact.getKey())))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            if (!changed.isEmpty()) {
                runtime.setVariables(instance, changed);
            }
        });
    }

    @Override
    public void expiresAt(EmailChangeId id, Instant at) {
        inEngine(() -> {
            var expiry = management
                    .createJobQuery()
                    .processInstanceId(instance(id).getId())
                    .activityId(EXPIRY_DUE)
                    .singleResult();
            management.setJobDuedate(expiry.getId(), ProcessVariable.date(at));
        });
    }

    @Override
    public void decide(
            EmailChangeId id,
            AccountId agent,
            String decision,
            @Nullable String comment,
            @Nullable String silentReason) {
        inEngine(() -> {
            var task = tasks
                    .createTaskQuery()
                    .processInstanceId(instance(id).getId())
                    .taskDefinitionKeyIn(REVIEW, SECOND_APPROVAL)
                    .list()
                    .stream()
                    .findFirst()
                    .orElseThrow(() -> new Refused("wrong-state"));
            agents.as(
                    agent,
                    () -> tasks.complete(
                            task.getId(),
                            Variables.putValue(SnapshotVariable.DECISION, decision)
                                    .putValue(SnapshotVariable.COMMENT, comment)
                                    .putValue(SnapshotVariable.SILENT_REASON, silentReason)));
        });
    }

    /** What is not awaited now, the process reads from the row later. */
    private void correlateIfAwaited(EmailChangeId id, String message) {
        correlateIfAwaited(id, message, Variables.createVariables());
    }

    private void correlateIfAwaited(EmailChangeId id, String message, VariableMap variables) {
        inEngine(() -> {
            var instance = instance(id);
            runtime.createExecutionQuery()
                    .processInstanceId(instance.getId())
                    .messageEventSubscriptionName(message)
                    .list()
                    .forEach(execution -> runtime.messageEventReceived(message, execution.getId(), variables));
        });
    }

    private ProcessInstance instance(EmailChangeId id) {
        return Optional.ofNullable(runtime.createProcessInstanceQuery()
                        .processDefinitionKey(DEFINITION)
                        .processInstanceBusinessKey(id.toString())
                        .singleResult())
                .filter(instance -> !instance.isSuspended())
                .orElseThrow(() -> new ProcessNotReady("email change " + id + " has no active process instance"));
    }
}
