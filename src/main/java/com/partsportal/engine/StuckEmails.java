package com.partsportal.engine;

import com.partsportal.invitation.InvitationDelivery;
import com.partsportal.invitation.InvitationId;
import java.util.Set;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.incident.IncidentContext;
import org.camunda.bpm.engine.impl.incident.IncidentHandler;
import org.camunda.bpm.engine.runtime.Incident;
import org.springframework.context.ApplicationContext;

/**
 * Creates incidents as the engine does, and notifies the invitation of them: for the vendor, a job that sends one of its
 * emails and has no retries left is a delivery problem. Runs in the transaction that writes the incident.
 */
class StuckEmails implements IncidentHandler {

    /** The elements of both models whose jobs send an email to the invited person. */
    private static final Set<String> SENDING = Set.of("sendInvitation", "reminderDue");

    private final IncidentHandler incidents;
    private final ApplicationContext context;

    StuckEmails(IncidentHandler incidents, ApplicationContext context) {
        this.incidents = incidents;
        this.context = context;
    }

    @Override
    public String getIncidentHandlerType() {
        return incidents.getIncidentHandlerType();
    }

    @Override
    public Incident handleIncident(IncidentContext incident, String message) {
        var handled = incidents.handleIncident(incident, message);
        // the job of a batch or of the clean-up belongs to no element
        if (incident.getActivityId() != null && SENDING.contains(incident.getActivityId())) {
            var execution =
                    Context.getCommandContext().getExecutionManager().findExecutionById(incident.getExecutionId());
            context.getBean(InvitationDelivery.class)
                    .recordUndeliverable(InvitationId.of((String) execution.getVariable("invitationId")));
        }
        return handled;
    }

    @Override
    public void resolveIncident(IncidentContext incident) {
        incidents.resolveIncident(incident);
    }

    @Override
    public void deleteIncident(IncidentContext incident) {
        incidents.deleteIncident(incident);
    }
}
