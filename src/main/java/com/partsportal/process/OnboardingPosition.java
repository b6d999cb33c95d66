package com.partsportal.process;

import com.partsportal.customer.CustomerId;
import com.partsportal.customer.OnboardingDiagram;
import com.partsportal.invitation.DeliveryState;
import com.partsportal.invitation.InvitationSnapshot;
import com.partsportal.invitation.InvitationStatus;
import com.partsportal.invitation.Invitations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.runtime.Incident;
import org.springframework.stereotype.Component;

/**
 * Where the newest instance of customer-onboarding.bpmn is, for the live diagram of one customer. What it has passed
 * follows from the milestones in the history, from where it is or ended, and from the mails that the row knows of.
 */
@Component
class OnboardingPosition implements OnboardingDiagram {

    private static final String REMINDER_DUE = "reminderDue";

    /** Bounds the history that is read of one instance; an invitation resent every day for a year stays below. */
    private static final int MOST = 2000;

    private final RepositoryService repository;
    private final RuntimeService runtime;
    private final HistoryService history;
    private final Invitations invitations;

    OnboardingPosition(
            RepositoryService repository, RuntimeService runtime, HistoryService history, Invitations invitations) {
        this.repository = repository;
        this.runtime = runtime;
        this.history = history;
        this.invitations = invitations;
    }

    @Override
    public Optional<Position> position(CustomerId customer) {
        return history
                .createHistoricProcessInstanceQuery()
                .processDefinitionKey(InvitationInstances.CUSTOMER_ONBOARDING)
                .processInstanceBusinessKey(customer.value().toString())
                .orderByProcessInstanceStartTime()
                .desc()
                .listPage(0, 1)
                .stream()
                .findFirst()
                .map(instance -> position(customer, instance));
    }

    private Position position(CustomerId customer, HistoricProcessInstance instance) {
        var active = instance.getEndTime() == null ? active(instance.getId()) : List.<String>of();
        var passed = new LinkedHashSet<>(milestones(instance.getId()));
        if (instance.getEndActivityId() != null) {
            passed.add(instance.getEndActivityId());
        }
        var newest = invitations.newestOf(customer.value());
        newest.map(OnboardingPosition::mails).ifPresent(passed::addAll);
        var reached = new ArrayList<>(passed);
        reached.addAll(active);
        passed.addAll(
                new PassedElements(repository.getBpmnModelInstance(instance.getProcessDefinitionId())).before(reached));
        active.forEach(passed::remove);
        var failed = runtime.createIncidentQuery().processInstanceId(instance.getId()).listPage(0, MOST).stream()
                .map(Incident::getActivityId)
                .distinct()
                .toList();
        return new Position(
                model(instance.getProcessDefinitionId()),
                active,
                List.copyOf(passed),
                failed,
                newest.flatMap(OnboardingPosition::nextReminder).orElse(null),
                newest.filter(OnboardingPosition::isOpen)
                        .map(InvitationSnapshot::expiresAt)
                        .orElse(null));
    }

    private List<String> milestones(String instance) {
        return history
                .createHistoricActivityInstanceQuery()
                .processInstanceId(instance)
                .finished()
                .listPage(0, MOST)
                .stream()
                .filter(visit -> !visit.isCanceled())
                .map(HistoricActivityInstance::getActivityId)
                .toList();
    }

    /** The steps whose mails the mail server took. */
    private static Set<String> mails(InvitationSnapshot newest) {
        var steps = new LinkedHashSet<String>();
        if (newest.delivery() == DeliveryState.SENT) {
            steps.addAll(List.of("sendInvitation", "anotherReminder"));
        }
        if (newest.progress().remindersSent() > 0) {
            steps.addAll(List.of(REMINDER_DUE, "sendReminder"));
        }
        return steps;
    }

    /** Empty when it ended this very moment. */
    private List<String> active(String instance) {
        var running =
                runtime.createProcessInstanceQuery().processInstanceId(instance).singleResult();
        return running == null ? List.of() : List.copyOf(runtime.getActiveActivityIds(instance));
    }

    /** The dates are the row's: the engine's timers only follow them. */
    private static Optional<Instant> nextReminder(InvitationSnapshot newest) {
        return isOpen(newest) && newest.delivery() == DeliveryState.SENT && !newest.remindersStopped()
                ? newest.dates().reminder(newest.progress().remindersSent())
                : Optional.empty();
    }

    private static boolean isOpen(InvitationSnapshot newest) {
        return newest.status() == InvitationStatus.PENDING;
    }

    private String model(String definition) {
        try (var stream = repository.getProcessModel(definition)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
