package com.partsportal.process;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.db.FlushResult;
import org.camunda.bpm.engine.impl.db.ListQueryParameterObject;
import org.camunda.bpm.engine.impl.db.entitymanager.operation.DbBulkOperation;
import org.camunda.bpm.engine.impl.db.entitymanager.operation.DbEntityOperation;
import org.camunda.bpm.engine.impl.db.entitymanager.operation.DbOperation;
import org.camunda.bpm.engine.impl.db.entitymanager.operation.DbOperation.State;
import org.camunda.bpm.engine.impl.db.entitymanager.operation.DbOperationType;
import org.camunda.bpm.engine.impl.db.sql.BatchDbSqlSession;
import org.camunda.bpm.engine.impl.db.sql.DbSqlSessionFactory;
import org.camunda.bpm.engine.impl.history.event.HistoricProcessInstanceEventEntity;
import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.SuspensionState;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.jspecify.annotations.Nullable;

/**
 * What one command of the engine reads and writes, in fewer statements. Who asks for one execution, or one job, of an
 * instance will ask for the others, for variables, and when the instance started: they are read together and remembered until
 * the command writes. Rows that are deleted together are deleted by one statement, each in the revision that was read or the
 * command fails, as with a statement for each.
 */
class ThriftySession extends BatchDbSqlSession {

    /** The statements beside this class. */
    static final String STATEMENTS = "com/partsportal/process/ThriftySession.xml";

    private static final String OWN = "com.partsportal.process.ThriftySession.";

    /** Whether there is a grant on any single instance. */
    static final String IS_ANY_INSTANCE_GRANTED = OWN + "isAnyInstanceGranted";

    /** The executions that wait for a {@link Message}; answered here, by none of the statements in files. */
    static final String EXECUTIONS_OF_MESSAGE = OWN + "selectExecutionsOfMessage";

    /** What is told to the instances with this key. */
    record Message(String businessKey, String name) {}

    private final RememberedDefinitions definitions;
    private final InstanceRows instances;
    private List<InstanceRows.Row> rows = List.of();
    private List<JobEntity> jobs = List.of();
    private @Nullable String instanceOfJobs;

    ThriftySession(DbSqlSessionFactory factory, RememberedDefinitions definitions, InstanceRows instances) {
        super(factory);
        this.definitions = definitions;
        this.instances = instances;
    }

    @Override
    public <T extends DbEntity> @Nullable T selectById(Class<T> type, String id) {
        if (type == ExecutionEntity.class) {
            remember(instances.ofExecution(sqlSession.getConnection(), id));
            return row(id).map(InstanceRows.Row::execution).map(type::cast).orElse(null);
        }
        if (type == JobEntity.class) {
            jobs = read(JobEntity.class, OWN + "selectJobsOfSameInstance", id);
            var job = jobs.stream()
                    .filter(read -> read.getId().equals(id))
                    .findFirst()
                    .orElse(null);
            instanceOfJobs = job == null ? null : job.getProcessInstanceId();
            return type.cast(job);
        }
        if (RememberedDefinitions.areFoundById(type)) {
            var found = definitions(
                    type,
                    id,
                    () -> Stream.ofNullable(super.selectById(type, id)).toList());
            return found.isEmpty() ? null : type.cast(found.get(0));
        }
        var start = type == HistoricProcessInstanceEventEntity.class && isRead(id)
                ? rows.get(0).start()
                : null;
        return start == null ? super.selectById(type, id) : type.cast(start);
    }

    @Override
    public List<?> selectList(String statement, Object parameter) {
        var asked = parameter instanceof ListQueryParameterObject query ? query.getParameter() : parameter;
        var known = switch (statement) {
            case "selectLatestProcessDefinitionByKey", "selectLatestDecisionDefinitionByKey" ->
                definitions(statement, asked, () -> super.selectList(statement, parameter));
            case EXECUTIONS_OF_MESSAGE -> waitingFor((Message) asked);
            case "selectExecutionsByProcessInstanceId" -> isRead(asked) ? executions() : null;
            case "selectVariablesByExecutionId" -> variables((Map<?, ?>) asked);
            case "selectJobsByExecutionId" -> jobs(asked);
            default -> null;
        };
        return known == null ? super.selectList(statement, parameter) : new ArrayList<>(known);
    }

    @Override
    public FlushResult executeDbOperations(List<DbOperation> operations) {
        rows = List.of();
        jobs = List.of();
        instanceOfJobs = null;
        operations.forEach(operation -> definitions.forget(operation.getEntityType()));
        var fewer = together(operations);
        var result = super.executeDbOperations(fewer);
        var failed = new ArrayList<DbOperation>();
        for (var operation : fewer) {
            if (operation instanceof Together deletes && operation.getState() == State.APPLIED) {
                failed.addAll(deletes.tellRows());
            } else if (result.getFailedOperations().contains(operation)) {
                failed.add(operation);
            }
        }
        return FlushResult.withFailuresAndRemaining(failed, apart(result.getRemainingOperations()));
    }

    /** Loaded like those of the database, so that what the command changes of them is written. */
    private List<?> definitions(Object what, Object parameter, Supplier<List<?>> database) {
        var found = definitions.ask(what, parameter, database);
        found.forEach(this::fireEntityLoaded);
        return found;
    }

    /** Those of several instances are not. */
    private void remember(List<InstanceRows.Row> read) {
        var several = read.stream()
                        .map(row -> row.execution().getProcessInstanceId())
                        .distinct()
                        .count()
                > 1;
        rows = several ? List.of() : read;
        read.forEach(row -> fireEntityLoaded(row.execution()));
    }

    private List<ExecutionEntity> waitingFor(Message message) {
        var found = instances.ofBusinessKey(sqlSession.getConnection(), message.businessKey, message.name);
        remember(found);
        return found.stream()
                .filter(InstanceRows.Row::waits)
                .map(InstanceRows.Row::execution)
                .filter(execution -> execution.getSuspensionState() == SuspensionState.ACTIVE.getStateCode())
                .toList();
    }

    private Optional<InstanceRows.Row> row(@Nullable Object execution) {
        return rows.stream()
                .filter(row -> row.execution().getId().equals(execution))
                .findFirst();
    }

    private List<ExecutionEntity> executions() {
        return rows.stream().map(InstanceRows.Row::execution).toList();
    }

    private boolean isRead(Object instance) {
        return !rows.isEmpty() && instance.equals(rows.get(0).execution().getProcessInstanceId());
    }

    private @Nullable List<VariableInstanceEntity> variables(Map<?, ?> wanted) {
        var row = row(wanted.get("executionId"));
        if (row.isEmpty()) {
            return null;
        }
        var names = (Collection<?>) wanted.get("variableNames");
        var variables = row.get().variables().stream()
                .filter(variable -> names == null || names.isEmpty() || names.contains(variable.getName()))
                .toList();
        variables.forEach(this::fireEntityLoaded);
        return variables;
    }

    private @Nullable List<JobEntity> jobs(Object execution) {
        var row = row(execution);
        if (row.isEmpty()) {
            return null;
        }
        var instance = row.get().execution().getProcessInstanceId();
        if (!instance.equals(instanceOfJobs)) {
            var query = new ListQueryParameterObject(instance, 0, Integer.MAX_VALUE);
            jobs = read(JobEntity.class, "selectJobsByProcessInstanceId", query);
            instanceOfJobs = instance;
        }
        return jobs.stream()
                .filter(job -> execution.equals(job.getExecutionId()))
                .toList();
    }

    private <T> List<T> read(Class<T> type, String statement, Object parameter) {
        return super.selectList(statement, parameter).stream().map(type::cast).toList();
    }

    /** The same, but for deletes of one table that follow each other. */
    private static List<DbOperation> together(List<DbOperation> operations) {
        var fewer = new ArrayList<DbOperation>();
        for (var operation : operations) {
            var statement = statement(operation);
            var last = fewer.isEmpty() ? null : fewer.get(fewer.size() - 1);
            if (statement == null || last == null || !statement.equals(statement(last))) {
                fewer.add(operation);
            } else if (last instanceof Together deletes) {
                deletes.add((DbEntityOperation) operation);
            } else {
                fewer.set(fewer.size() - 1, new Together(statement, (DbEntityOperation) last, (DbEntityOperation)
                        operation));
            }
        }
        return fewer;
    }

    private static List<DbOperation> apart(List<DbOperation> operations) {
        return operations.stream()
                .flatMap(operation ->
                        operation instanceof Together deletes ? deletes.rows.stream() : List.of(operation).stream())
                .map(DbOperation.class::cast)
                .toList();
    }

    /** That deletes several such rows. */
    private static @Nullable String statement(DbOperation operation) {
        if (operation instanceof Together deletes) {
            return deletes.getStatement();
        }
        if (operation.getOperationType() != DbOperationType.DELETE) {
            return null;
        }
        var row = ((DbEntityOperation) operation).getEntity();
        if (row instanceof ExecutionEntity) {
            return OWN + "deleteExecutions";
        }
        if (row instanceof JobEntity) {
            return OWN + "deleteJobs";
        }
        if (row instanceof EventSubscriptionEntity) {
            return OWN + "deleteSubscriptions";
        }
        return row instanceof VariableInstanceEntity ? OWN + "deleteVariables" : null;
    }

    /** Deletes in one statement. */
    private static final class Together extends DbBulkOperation {

        private final List<DbEntityOperation> rows = new ArrayList<>();

        Together(String statement, DbEntityOperation first, DbEntityOperation second) {
            super(DbOperationType.DELETE_BULK, first.getEntityType(), statement, new ArrayList<DbEntity>());
            add(first);
            add(second);
        }

        @SuppressWarnings("unchecked")
        void add(DbEntityOperation operation) {
            rows.add(operation);
            ((List<DbEntity>) getParameter()).add(operation.getEntity());
        }

        /** What became of each; those that failed. Of which row it was, if one is missing, nothing is known: the command fails for any. */
        List<DbEntityOperation> tellRows() {
            var complete = getRowsAffected() == rows.size();
            for (var row : rows) {
                row.setRowsAffected(complete ? 1 : 0);
                row.setState(complete ? State.APPLIED : State.FAILED_CONCURRENT_MODIFICATION);
            }
            return complete ? List.of() : rows;
        }
    }
}
