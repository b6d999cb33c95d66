package com.partsportal.process;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.ibatis.reflection.invoker.Invoker;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.type.TypeHandler;
import org.camunda.bpm.engine.impl.history.event.HistoricProcessInstanceEventEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.camunda.bpm.engine.impl.util.ExceptionUtil;
import org.jspecify.annotations.Nullable;

/**
 * What the engine asks of an instance one after the other, in one query: its executions, their variables, when it started and
 * how long it is kept. Rows become entities by the engine's own mappings.
 *
 * <p>A query that fails is told as the engine tells it: {@link org.camunda.bpm.engine.ProcessEnginePersistenceException}.
 */
class InstanceRows {

    /** Between the columns of an execution and those of a variable. */
    private static final List<String> BETWEEN = List.of("waits_", "started_", "kept_until_");

    private static final String SELECT = """
            select E.*, %s as WAITS_, H.START_TIME_ as STARTED_, H.REMOVAL_TIME_ as KEPT_UNTIL_, V.*
              from ACT_RU_EXECUTION E
              left join ACT_HI_PROCINST H on H.ID_ = E.PROC_INST_ID_
              left join ACT_RU_VARIABLE V on V.EXECUTION_ID_ = E.ID_ and V.TASK_ID_ is null
             where E.PROC_INST_ID_ %s""";

    private static final String OF_EXECUTION =
            SELECT.formatted("false", "= (select PROC_INST_ID_ from ACT_RU_EXECUTION where ID_ = ?)");

    private static final String OF_BUSINESS_KEY = SELECT.formatted(
            "exists (select 1 from ACT_RU_EVENT_SUBSCR S"
                    + " where S.EXECUTION_ID_ = E.ID_ and S.EVENT_TYPE_ = 'message' and S.EVENT_NAME_ = ?)",
            "in (select ID_ from ACT_RU_EXECUTION where BUSINESS_KEY_ = ?)");

    /**
     * @param waits for the message that was asked for
     * @param start of the instance, in its history; it may have none
     */
    record Row(
            ExecutionEntity execution,
            boolean waits,
            @Nullable HistoricProcessInstanceEventEntity start,
            List<VariableInstanceEntity> variables) {}

    private record Column(int number, TypeHandler<?> type, Invoker set) {}

    /** @param all how many there are */
    private record Columns(int all, List<Column> execution, int between, List<Column> variable) {}

    private final Supplier<Configuration> mappings;
    private final AtomicReference<@Nullable Columns> columns = new AtomicReference<>();

    /** @param mappings of the engine, which are there when it is asked for the first time */
    InstanceRows(Supplier<Configuration> mappings) {
        this.mappings = mappings;
    }

    /** Of the instance of this execution; none when it is over. */
    List<Row> ofExecution(Connection connection, String id) {
        return read(connection, OF_EXECUTION, id);
    }

    /** Of all instances with this key. */
    List<Row> ofBusinessKey(Connection connection, String key, String message) {
        return read(connection, OF_BUSINESS_KEY, message, key);
    }

    private List<Row> read(Connection connection, String sql, String... parameters) {
        try (var statement = connection.prepareStatement(sql)) {
            for (var number = 0; number < parameters.length; number++) {
                statement.setString(number + 1, parameters[number]);
            }
            try (var found = statement.executeQuery()) {
                return rows(found);
            }
        } catch (SQLException e) {
            throw ExceptionUtil.wrapPersistenceException(e);
        }
    }

    private List<Row> rows(ResultSet found) throws SQLException {
        var known = columns.get();
        var described = found.getMetaData();
        if (known == null || known.all != described.getColumnCount()) { // a newer node may add one
            known = columns(described);
            columns.set(known);
        }
        var rows = new LinkedHashMap<String, Row>();
        while (found.next()) {
            var id = found.getString(known.execution.get(0).number);
            var row = rows.get(id);
            if (row == null) {
                row = row(found, known);
                rows.put(id, row);
            }
            if (found.getString(known.variable.get(0).number) != null) {
                row.variables.add(filled(new VariableInstanceEntity(), found, known.variable));
            }
        }
        rows.values()
                .forEach(row -> row.variables.forEach(
                        variable -> variable.setActivityInstanceId(activityInstance(variable, row.execution, rows))));
        return List.copyOf(rows.values());
    }

    /** As the engine's own queries of variables say it. */
    private static String activityInstance(
            VariableInstanceEntity variable, ExecutionEntity execution, Map<String, Row> all) {
        var parent = all.get(execution.getParentId());
        if (variable.isConcurrentLocal() || (parent != null && !execution.isScope())) {
            return execution.getActivityInstanceId();
        }
        return parent == null ? execution.getId() : parent.execution.getActivityInstanceId();
    }

    private static Row row(ResultSet found, Columns known) throws SQLException {
        return new Row(
                filled(new ExecutionEntity(), found, known.execution),
                found.getBoolean(known.between),
                start(found.getTimestamp(known.between + 1), found.getTimestamp(known.between + 2)),
                new ArrayList<>());
    }

    private static @Nullable HistoricProcessInstanceEventEntity start(
            @Nullable Timestamp at, @Nullable Timestamp keptUntil) {
        if (at == null) {
            return null;
        }
        var start = new HistoricProcessInstanceEventEntity();
        start.setStartTime(at);
        start.setRemovalTime(keptUntil);
        return start;
    }

    private static <T> T filled(T entity, ResultSet found, List<Column> columns) throws SQLException {
        try {
            for (var column : columns) {
                var value = column.type.getResult(found, column.number);
                if (value != null) {
                    column.set.invoke(entity, new Object[] {value});
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no " + entity.getClass(), e);
        }
        return entity;
    }

    private Columns columns(ResultSetMetaData found) throws SQLException {
        var names = new ArrayList<String>();
        for (var number = 1; number <= found.getColumnCount(); number++) {
            names.add(found.getColumnLabel(number).toLowerCase(Locale.ROOT));
        }
        var between = names.indexOf(BETWEEN.get(0));
        return new Columns(
                names.size(),
                columns(ExecutionEntity.class, "selectExecution", names.subList(0, between), 1),
                between + 1,
                columns(
                        VariableInstanceEntity.class,
                        "selectVariableInstance",
                        names.subList(between + BETWEEN.size(), names.size()),
                        between + BETWEEN.size() + 1));
    }

    /** Those that the engine's mapping knows, beginning with the id. */
    private List<Column> columns(Class<?> type, String statement, List<String> names, int first) {
        var methods = mappings.get().getReflectorFactory().findForClass(type);
        return mappings.get().getMappedStatement(statement).getResultMaps().get(0).getPropertyResultMappings().stream()
                .filter(mapping -> names.contains(mapping.getColumn().toLowerCase(Locale.ROOT)))
                .map(mapping -> new Column(
                        first + names.indexOf(mapping.getColumn().toLowerCase(Locale.ROOT)),
                        mapping.getTypeHandler(),
                        methods.getSetInvoker(mapping.getProperty())))
                .toList();
    }
}
