package com.partsportal.process;

import static com.partsportal.process.InvitationInstances.inEngine;
import static com.partsportal.process.ProcessVariable.EXPIRES_AT;
import static com.partsportal.process.ProcessVariable.REMINDER_AT;

import com.partsportal.insight.ModelMigration;
import com.partsportal.rfq.RfqId;
import com.partsportal.rfq.RfqNotices;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.batch.Batch;
import org.camunda.bpm.engine.batch.BatchStatistics;
import org.camunda.bpm.engine.migration.MigratingProcessInstanceValidationException;
import org.camunda.bpm.engine.migration.MigrationPlan;
import org.camunda.bpm.engine.migration.MigrationPlanValidationException;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.IntermediateCatchEvent;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Each place at which an instance can wait goes to the one of its id in the other model, also where a sub-process surrounds it now.
 * Timers keep their dates, since no trigger is updated.
 */
@Component
class ModelMigrations implements ModelMigration {

    /** Elements that have another id now. */
    private static final Map<String, String> RENAMED = Map.of("oldAddressSilent", "secondProof");

    private final RuntimeService runtime;
    private final RepositoryService repository;
    private final ManagementService management;
    private final RfqNotices rfqs;
    private final TransactionTemplate transactions;

    ModelMigrations(
            RuntimeService runtime,
            RepositoryService repository,
            ManagementService management,
            RfqNotices rfqs,
            TransactionTemplate transactions) {
        this.runtime = runtime;
        this.repository = repository;
        this.management = management;
        this.rfqs = rfqs;
        this.transactions = transactions;
    }

    /** The instance is moved in a transaction that is taken back. */
    @Override
    public Optional<String> obstacle(String instance, String from, String to) {
        try {
            transactions.executeWithoutResult(status -> {
                status.setRollbackOnly();
                move(instance, from, to);
            });
            return Optional.empty();
        } catch (MigratingProcessInstanceValidationException refused) {
            var report = refused.getValidationReport();
            return Optional.of(Stream.of(
                            report.getFailures().stream(),
                            report.getActivityInstanceReports().stream()
                                    .flatMap(one -> one.getFailures().stream()
                                            .map(failure -> one.getSourceScopeId() + ": " + failure)),
                            report.getTransitionInstanceReports().stream()
                                    .flatMap(one -> one.getFailures().stream()
                                            .map(failure -> one.getSourceScopeId() + ": " + failure)))
                    .flatMap(failures -> failures)
                    .distinct()
                    .collect(Collectors.joining("; ")));
        } catch (ProcessEngineException failed) {
            return Optional.of(String.valueOf(failed.getMessage()));
        }
    }

    /** Moves one instance now, in the caller's transaction. */
    void move(String instance, String from, String to) {
        prepare(instance);
        runtime.newMigration(plan(from, to)).processInstanceIds(instance).execute();
    }

    @Override
    public void begin(String from, String to, Collection<String> instances) {
        instances.forEach(this::prepare);
        inEngine(() -> runtime.newMigration(plan(from, to))
                .processInstanceIds(List.copyOf(instances))
                .executeAsync());
    }

    @Override
    public List<Running> running() {
        return management
                .createBatchStatisticsQuery()
                .type(Batch.TYPE_PROCESS_INSTANCE_MIGRATION)
                .orderById()
                .asc()
                .list()
                .stream()
                .map(ModelMigrations::running)
                .toList();
    }

    private static Running running(BatchStatistics batch) {
        return new Running(
                batch.getId(),
                batch.getStartTime().toInstant(),
                batch.getTotalJobs(),
                batch.getRemainingJobs(),
                batch.getFailedJobs());
    }

    @Override
    public void drop(String batch) {
        inEngine(() -> management.deleteBatch(batch, true));
    }

    /** An RFQ of an earlier version has waited for its vendor without a date: its time begins now. */
    private void prepare(String instance) {
        var found = runtime.createProcessInstanceQuery()
                .processInstanceId(instance)
                .processDefinitionKey(RfqInstances.DEFINITION)
                .singleResult();
        if (found != null
                && runtime.getActiveActivityIds(instance).contains(RfqInstances.ANSWER)
                && runtime.getVariable(instance, EXPIRES_AT.id) == null) {
            var dates = rfqs.datesFromNow(RfqId.of(found.getBusinessKey()));
            runtime.setVariables(
                    instance,
                    Variables.putValue(REMINDER_AT.id, ProcessVariable.date(dates.remindAt()))
                            .putValue(EXPIRES_AT.id, ProcessVariable.date(dates.expiresAt())));
        }
    }

    /** Without the instructions that the engine refuses: what waits there is an obstacle of that instance. */
    private MigrationPlan plan(String from, String to) {
        var moves = moves(from, to);
        while (true) {
            try {
                var plan = runtime.createMigrationPlan(from, to);
                moves.forEach(plan::mapActivities);
                return plan.build();
            } catch (MigrationPlanValidationException refused) {
                var before = moves.size();
                refused.getValidationReport()
                        .getInstructionReports()
                        .forEach(report ->
                                moves.remove(report.getMigrationInstruction().getSourceActivityId()));
                if (moves.size() == before) {
                    throw refused;
                }
            }
        }
    }

    private Map<String, String> moves(String from, String to) {
        var target = repository.getBpmnModelInstance(to);
        var moves = new TreeMap<String, String>();
        for (var node : repository.getBpmnModelInstance(from).getModelElementsByType(FlowNode.class)) {
            var wanted = RENAMED.getOrDefault(node.getId(), node.getId());
            if (canWait(node) && target.getModelElementById(wanted) != null) {
                moves.put(node.getId(), wanted);
            }
        }
        return moves;
    }

    private static boolean canWait(FlowNode node) {
        return node instanceof UserTask
                || node instanceof ReceiveTask
                || node instanceof SubProcess
                || node instanceof BoundaryEvent
                || node instanceof IntermediateCatchEvent
                || node.isCamundaAsyncBefore();
    }
}
