package com.partsportal.process;

import static com.partsportal.process.ProcessVariable.ACCOUNT_ID;
import static com.partsportal.process.ProcessVariable.INVITATION_ID;
import static com.partsportal.process.ProcessVariable.REMINDER_AT;

import com.partsportal.account.AccountId;
import com.partsportal.invitation.InvitationId;
import com.partsportal.invitation.InvitationTasks;
import com.partsportal.mail.MailDeferred;
import java.util.function.Consumer;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The service tasks of customer-onboarding.bpmn and user-invitation.bpmn, which share them: one bean per task, named after it. */
@Configuration(proxyBeanMethods = false)
class InvitationSteps {

    @Bean
    JavaDelegate sendInvitation(InvitationTasks invitations) {
        return invitationStep(id -> {
            switch (invitations.send(id)) {
                case SENT, ALREADY_SENT, UNWANTED -> {}
                case REFUSED -> throw new BpmnError(DeliveryRefusal.ERROR);
                case DEFERRED -> throw new MailDeferred();
            }
        });
    }

    @Bean
    JavaDelegate noteDeliveryFailure(InvitationTasks invitations) {
        return invitationStep(invitations::noteDeliveryFailure);
    }

    @Bean
    JavaDelegate tellInviterOfFailure(InvitationTasks invitations) {
        return invitationStep(invitations::tellInviterOfFailure);
    }

    @Bean
    JavaDelegate sendReminder(InvitationTasks invitations) {
        return execution -> {
            var id = invitation(execution);
            var reminded = invitations.remind(id);
            var next = reminded.next() == null ? null : ProcessVariable.date(reminded.next());
            execution.setVariable(REMINDER_AT.id, Variables.dateValue(next));
            if (reminded.refused()) {
                DeliveryRefusal.take(execution, "reminderRefused", () -> invitations.reminderRefused(id));
            }
        };
    }

    @Bean
    JavaDelegate createAccount(InvitationTasks invitations) {
        return execution -> setAccount(execution, invitations.createAccount(invitation(execution)));
    }

    @Bean
    JavaDelegate linkAccount(InvitationTasks invitations) {
        return execution -> setAccount(execution, invitations.linkAccount(invitation(execution)));
    }

    @Bean
    JavaDelegate sendWelcome(InvitationTasks invitations) {
        return invitationStep(invitations::welcome);
    }

    @Bean
    JavaDelegate tellInviterOfAcceptance(InvitationTasks invitations) {
        return invitationStep(invitations::tellInviterOfAcceptance);
    }

    @Bean
    JavaDelegate tellInviterOfDecline(InvitationTasks invitations) {
        return invitationStep(invitations::tellInviterOfDecline);
    }

    @Bean
    JavaDelegate tellContactOfRevocation(InvitationTasks invitations) {
        return invitationStep(invitations::tellContactOfRevocation);
    }

    @Bean
    JavaDelegate expireInvitation(InvitationTasks invitations) {
        return invitationStep(invitations::expire);
    }

    @Bean
    JavaDelegate tellInviterOfExpiry(InvitationTasks invitations) {
        return invitationStep(invitations::tellInviterOfExpiry);
    }

    private static JavaDelegate invitationStep(Consumer<InvitationId> step) {
        return execution -> step.accept(invitation(execution));
    }

    /** For who accepts: the answer to the message. */
    private static void setAccount(DelegateExecution execution, AccountId account) {
        execution.setVariable(
                ACCOUNT_ID.id, Variables.stringValue(account.value().toString(), true));
    }

    private static InvitationId invitation(DelegateExecution execution) {
        return InvitationId.of((String) execution.getVariable(INVITATION_ID.id));
    }
}
