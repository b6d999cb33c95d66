package com.partsportal.process;

import com.partsportal.customer.CustomerId;
import com.partsportal.customer.OnboardingDiagram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.runtime.Incident;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where the newest instance of customer-onboarding.bpmn stands, for the live diagram of one customer. */
@Component
class OnboardingPosition implements OnboardingDiagram {

    private static final String REMINDER_DUE = "reminderDue";

    /** Bounds the history that is read of one instance; an invitation resent every day for a year stays below. */
    private static final int MOST = 2000;

    private final RepositoryService repository;
    private final RuntimeService runtime;
    private final ManagementService management;
    private final HistoryService history;

    OnboardingPosition(
            RepositoryService repository,
            RuntimeService runtime,
            ManagementService management,
            HistoryService history) {
        this.repository = repository;
        this.runtime = runtime;
        this.management = management;
        this.history = history;
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
                .map(this::position);
    }

    private Position position(HistoricProcessInstance instance) {
        var active = instance.getEndTime() == null ? active(instance.getId()) : List.<String>of();
        var passed = history
                .createHistoricActivityInstanceQuery()
                .processInstanceId(instance.getId())
                .finished()
                .listPage(0, MOST)
                .stream()
                .filter(visit -> !visit.isCanceled())
                .map(HistoricActivityInstance::getActivityId)
                .distinct()
                .filter(element -> !active.contains(element))
                .toList();
        var failed = runtime.createIncidentQuery().processInstanceId(instance.getId()).listPage(0, MOST).stream()
                .map(Incident::getActivityId)
                .distinct()
                .toList();
        return new Position(
                model(instance.getProcessDefinitionId()),
                active,
                passed,
                failed,
                due(instance.getId(), REMINDER_DUE),
                due(instance.getId(), InvitationInstances.EXPIRY_DUE));
    }

    /** Empty when it ended this very moment. */
    private List<String> active(String instance) {
        var running =
                runtime.createProcessInstanceQuery().processInstanceId(instance).singleResult();
        return running == null ? List.of() : List.copyOf(runtime.getActiveActivityIds(instance));
    }

    private @Nullable Instant due(String instance, String timer) {
        var job = management
                .createJobQuery()
                .processInstanceId(instance)
                .activityId(timer)
                .singleResult();
        return job == null || job.getDuedate() == null ? null : job.getDuedate().toInstant();
    }

    private String model(String definition) {
        try (var stream = repository.getProcessModel(definition)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
