package com.partsportal.process;

import static java.util.stream.Collectors.toCollection;

import java.util.ArrayList;
import java.util.List;
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
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.jspecify.annotations.Nullable;

/**
 * What one command of the engine reads and writes, in fewer statements. Who asks for one execution, or one job, of an
 * instance will ask for the others, and when the instance started: they are read together and remembered until the
 * command writes. Rows that are
 * deleted together are deleted by one statement, each in the revision that was read or the command fails, as with a
 * statement for each.
 */
class ThriftySession extends BatchDbSqlSession {

    /** The statements beside this class. */
    static final String STATEMENTS = "com/partsportal/process/ThriftySession.xml";

    private static final String OWN = "com.partsportal.process.ThriftySession.";

    /** Whether there is a grant on any single instance. */
    static final String IS_ANY_INSTANCE_GRANTED = OWN + "isAnyInstanceGranted";

    private List<ExecutionEntity> executions = List.of();
    private @Nullable HistoricProcessInstanceEventEntity started;
    private List<JobEntity> jobs = List.of();
    private @Nullable String instanceOfJobs;

    ThriftySession(DbSqlSessionFactory factory) {
        super(factory);
    }

    @Override
    public <T extends DbEntity> @Nullable T selectById(Class<T> type, String id) {
        if (type == ExecutionEntity.class) {
            return type.cast(find(executionsOfSameInstance(id), id));
        }
        if (type == JobEntity.class) {
            jobs = read(JobEntity.class, OWN + "selectJobsOfSameInstance", id);
            var job = find(jobs, id);
            instanceOfJobs = job == null ? null : job.getProcessInstanceId();
            return type.cast(job);
        }
        var known = started;
        if (type == HistoricProcessInstanceEventEntity.class && known != null && isRead(id)) {
            return type.cast(known);
        }
        return super.selectById(type, id);
    }

    @Override
    public List<?> selectList(String statement, Object parameter) {
        if (parameter instanceof ListQueryParameterObject query && query.getParameter() instanceof String id) {
            if (statement.equals("selectExecutionsByProcessInstanceId") && isRead(id)) {
                return new ArrayList<>(executions);
            }
            var execution = statement.equals("selectJobsByExecutionId") ? find(executions, id) : null;
            if (execution != null) {
                return jobsOf(execution.getProcessInstanceId()).stream()
                        .filter(job -> id.equals(job.getExecutionId()))
                        .collect(toCollection(ArrayList::new));
            }
        }
        return super.selectList(statement, parameter);
    }

    @Override
    public FlushResult executeDbOperations(List<DbOperation> operations) {
        executions = List.of();
        started = null;
        jobs = List.of();
        instanceOfJobs = null;
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

    private List<ExecutionEntity> executionsOfSameInstance(String id) {
        var rows = read(ExecutionWithStart.class, OWN + "selectExecutionsOfSameInstance", id);
        executions = rows.stream().map(row -> row.execution).toList();
        executions.forEach(this::fireEntityLoaded);
        started = rows.isEmpty() ? null : rows.get(0).start;
        return executions;
    }

    private boolean isRead(String instance) {
        return !executions.isEmpty() && instance.equals(executions.get(0).getProcessInstanceId());
    }

    private List<JobEntity> jobsOf(String instance) {
        if (!instance.equals(instanceOfJobs)) {
            var query = new ListQueryParameterObject(instance, 0, Integer.MAX_VALUE);
            jobs = read(JobEntity.class, "selectJobsByProcessInstanceId", query);
            instanceOfJobs = instance;
        }
        return jobs;
    }

    private <T> List<T> read(Class<T> type, String statement, Object parameter) {
        return super.selectList(statement, parameter).stream().map(type::cast).toList();
    }

    private static <T extends DbEntity> @Nullable T find(List<T> rows, String id) {
        return rows.stream().filter(row -> row.getId().equals(id)).findFirst().orElse(null);
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

    /** An execution, and of its instance's history what the engine reads of it: when it started, and how long it is kept. */
    @SuppressWarnings("NullAway.Init") // by the engine's mapping
    static final class ExecutionWithStart {
        private ExecutionEntity execution;
        private @Nullable HistoricProcessInstanceEventEntity start;
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
