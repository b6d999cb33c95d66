package com.partsportal.process;

import static com.partsportal.process.ProcessVariable.INVITATION_ID;
import static com.partsportal.process.ProcessVariable.REMINDER_AT;

import com.partsportal.invitation.InvitationId;
import com.partsportal.invitation.Invitations;
import com.partsportal.invitation.MailDeferred;
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

    /** The error of the model: the mail server refuses the recipient for good. */
    static final String DELIVERY_REFUSED = "deliveryRefused";

    @Bean
    JavaDelegate sendInvitation(Invitations invitations) {
        return invitationStep(id -> {
            switch (invitations.send(id)) {
                case SENT, NOT_WANTED -> {}
                case REFUSED -> throw new BpmnError(DELIVERY_REFUSED);
                case DEFERRED -> throw new MailDeferred();
            }
        });
    }

    @Bean
    JavaDelegate noteDeliveryFailure(Invitations invitations) {
        return invitationStep(invitations::noteDeliveryFailure);
    }

    @Bean
    JavaDelegate tellInviterOfFailure(Invitations invitations) {
        return invitationStep(invitations::tellInviterOfFailure);
    }

    @Bean
    JavaDelegate sendReminder(Invitations invitations) {
        return execution -> {
            var next = invitations.remind(invitation(execution)).map(ProcessVariable::date);
            execution.setVariable(REMINDER_AT.id, Variables.dateValue(next.orElse(null)));
        };
    }

    @Bean
    JavaDelegate createAccount(Invitations invitations) {
        return invitationStep(invitations::createAccount);
    }

    @Bean
    JavaDelegate linkAccount(Invitations invitations) {
        return invitationStep(invitations::linkAccount);
    }

    @Bean
    JavaDelegate sendWelcome(Invitations invitations) {
        return invitationStep(invitations::welcome);
    }

    @Bean
    JavaDelegate tellInviterOfAcceptance(Invitations invitations) {
        return invitationStep(invitations::tellInviterOfAcceptance);
    }

    @Bean
    JavaDelegate tellInviterOfDecline(Invitations invitations) {
        return invitationStep(invitations::tellInviterOfDecline);
    }

    @Bean
    JavaDelegate tellContactOfRevocation(Invitations invitations) {
        return invitationStep(invitations::tellContactOfRevocation);
    }

    @Bean
    JavaDelegate expireInvitation(Invitations invitations) {
        return invitationStep(invitations::expire);
    }

    @Bean
    JavaDelegate tellInviterOfExpiry(Invitations invitations) {
        return invitationStep(invitations::tellInviterOfExpiry);
    }

    private static JavaDelegate invitationStep(Consumer<InvitationId> step) {
        return execution -> step.accept(invitation(execution));
    }

    private static InvitationId invitation(DelegateExecution execution) {
        return InvitationId.of((String) execution.getVariable(INVITATION_ID.id));
    }
}
