package com.partsportal.process;

import static com.partsportal.process.ProcessVariable.ACCOUNT_ID;
import static com.partsportal.process.ProcessVariable.EXPIRES_AT;
import static com.partsportal.process.ProcessVariable.INVITATION_ID;
import static com.partsportal.process.ProcessVariable.LOGIN_EXISTS;
import static com.partsportal.process.ProcessVariable.REMINDER_AT;

import com.partsportal.account.AccountId;
import com.partsportal.invitation.InvitationDates;
import com.partsportal.invitation.InvitationId;
import com.partsportal.invitation.InvitationKind;
import com.partsportal.invitation.InvitationProcess;
import com.partsportal.invitation.ProcessNotReady;
import com.partsportal.shared.Causes;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.Refused;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.ProcessEnginePersistenceException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.SuspendedEntityInteractionException;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.MessageCorrelationBuilder;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;

/** The instances of customer-onboarding.bpmn and user-invitation.bpmn, found by their business key, the process key of an invitation. */
@Component
class InvitationInstances implements InvitationProcess {

    static final String CUSTOMER_ONBOARDING = "customer-onboarding";
    static final String USER_INVITATION = "user-invitation";

    /** The timer around an open invitation. */
    static final String EXPIRY_DUE = "expiryDue";

    /** Visible to the steps and conditions of one transaction, and never stored. */
    private static final boolean TRANSIENT = true;

    private final RuntimeService runtime;
    private final ManagementService management;

    InvitationInstances(RuntimeService runtime, ManagementService management) {
        this.runtime = runtime;
        this.management = management;
    }

    /** The date of the expiry is the timer's, which is made at once, and is not stored a second time. */
    @Override
    public void start(InvitationKind kind, UUID processKey, InvitationId invitation, InvitationDates dates) {
        var expiresAt = ProcessVariable.date(dates.expiresAt());
        inEngine(() -> runtime.createProcessInstanceByKey(definition(kind))
                .businessKey(processKey.toString())
                .setVariables(issued(invitation, dates)
                        .putValueTyped(EXPIRES_AT.id, Variables.dateValue(expiresAt, TRANSIENT)))
                .execute());
    }

    /** The flag and the account are variables of this transaction only. */
    @Override
    public AccountId accepted(InvitationKind kind, UUID processKey, boolean loginExists) {
        var account = inEngine(() -> message("InvitationAccepted", processKey)
                .setVariables(Variables.putValueTyped(LOGIN_EXISTS.id, Variables.booleanValue(loginExists, TRANSIENT)))
                .correlateWithResultAndVariables(false)
                .getVariables()
                .getValue(ACCOUNT_ID.id, String.class));
        if (account == null) {
            throw new IllegalStateException("no step created or linked an account, process key " + processKey);
        }
        return new AccountId(UUID.fromString(account));
    }

    @Override
    public void declined(InvitationKind kind, UUID processKey) {
        correlate("InvitationDeclined", processKey, Variables.createVariables());
    }

    @Override
    public void revoked(InvitationKind kind, UUID processKey) {
        correlate("InvitationRevoked", processKey, Variables.createVariables());
    }

    /** All dates are stored: an instance that an older version of the portal started has them so, and they cannot be both. */
    @Override
    public void resent(InvitationKind kind, UUID processKey, InvitationId next, InvitationDates dates) {
        correlate(
                "InvitationResent",
                processKey,
                issued(next, dates).putValue(EXPIRES_AT.id, ProcessVariable.date(dates.expiresAt())));
    }

    @Override
    public void extended(InvitationKind kind, UUID processKey, Instant expiresAt) {
        inEngine(() -> {
            for (var instance : instances(kind, processKey)) {
                var expiry = expiry(instance);
                if (expiry != null) {
                    management.setJobDuedate(expiry.getId(), ProcessVariable.date(expiresAt));
                }
            }
        });
    }

    private List<ProcessInstance> instances(InvitationKind kind, UUID processKey) {
        return runtime.createProcessInstanceQuery()
                .processDefinitionKey(definition(kind))
                .processInstanceBusinessKey(processKey.toString())
                .list();
    }

    private @Nullable Job expiry(ProcessInstance instance) {
        return management
                .createJobQuery()
                .processInstanceId(instance.getId())
                .activityId(EXPIRY_DUE)
                .singleResult();
    }

    @Override
    public void expire(InvitationKind kind, UUID processKey) {
        inEngine(() -> {
            for (var instance : instances(kind, processKey)) {
                var expiry = expiry(instance);
                if (expiry != null && instance.isSuspended()) {
                    throw new ProcessNotReady("process instance " + instance.getId() + " is suspended");
                }
                if (expiry != null) {
                    management.executeJob(expiry.getId());
                }
            }
        });
    }

    static String definition(InvitationKind kind) {
        return switch (kind) {
            case CONTACT -> CUSTOMER_ONBOARDING;
            case COLLEAGUE, TEAM -> USER_INVITATION;
        };
    }

    private static VariableMap issued(InvitationId invitation, InvitationDates dates) {
        var reminderAt = dates.reminder(0).map(ProcessVariable::date).orElse(null);
        return Variables.putValue(INVITATION_ID.id, invitation.value().toString())
                .putValueTyped(REMINDER_AT.id, Variables.dateValue(reminderAt));
    }

    /** Exactly one open instance has the key, or this is no message for now. */
    private void correlate(String message, UUID processKey, VariableMap variables) {
        inEngine(() -> message(message, processKey).setVariables(variables).correlate());
    }

    private MessageCorrelationBuilder message(String message, UUID processKey) {
        return runtime.createMessageCorrelation(message).processInstanceBusinessKey(processKey.toString());
    }

    /** Runs a command and translates its failures into those that services and pages handle. */
    static void inEngine(Runnable command) {
        inEngine(() -> {
            command.run();
            return null;
        });
    }

    /** As {@link #inEngine(Runnable)}, for a command with a result. */
    static <T> @Nullable T inEngine(Supplier<@Nullable T> command) {
        try {
            return command.get();
        } catch (MismatchingMessageCorrelationException | SuspendedEntityInteractionException e) {
            throw new ProcessNotReady(e.getMessage());
        } catch (ProcessEngineException e) {
            throw translated(e);
        }
    }

    /** A lost race becomes Spring's exception; what a step of the domain threw within an executed job is unwrapped. */
    private static RuntimeException translated(ProcessEngineException failure) {
        if (Causes.find(failure, OptimisticLockingException.class).isPresent()
                || Causes.find(failure, ProcessEnginePersistenceException.class).isPresent()) {
            return new OptimisticLockingFailureException("the process instance was changed meanwhile", failure);
        }
        return Causes.find(failure, ConcurrencyFailureException.class)
                .map(RuntimeException.class::cast)
                .or(() -> Causes.find(failure, Refused.class))
                .or(() -> Causes.find(failure, InvalidValue.class))
                .orElse(failure);
    }
}
