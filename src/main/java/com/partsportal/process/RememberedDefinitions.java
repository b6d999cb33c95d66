package com.partsportal.process;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ibatis.executor.Executor;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.mapping.ResultMapping;
import org.apache.ibatis.plugin.Interceptor;
import org.apache.ibatis.plugin.Intercepts;
import org.apache.ibatis.plugin.Invocation;
import org.apache.ibatis.plugin.Signature;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ResultHandler;
import org.apache.ibatis.session.RowBounds;
import org.camunda.bpm.engine.impl.db.ListQueryParameterObject;

/**
 * Remembers for {@value #MILLIS} ms what the engine reads of its definitions in nearly every transaction. They change by a
 * deployment, or when an administrator suspends one or gives it a priority; a change counts at once on the node that made it,
 * and a moment later on the others. Each reader gets a copy of its own, as from the database. What a deployment asks is never answered from here.
 */
@Intercepts({
    @Signature(
            type = Executor.class,
            method = "query",
            args = {MappedStatement.class, Object.class, RowBounds.class, ResultHandler.class}),
    @Signature(
            type = Executor.class,
            method = "update",
            args = {MappedStatement.class, Object.class})
})
class RememberedDefinitions implements Interceptor {

    private static final long MILLIS = 2_000;

    private static final String ENGINE = "org.camunda.bpm.engine.impl.";
    private static final String JOBS = ENGINE + "persistence.entity.JobDefinitionEntity";
    private static final String PROCESSES = ENGINE + "persistence.entity.ProcessDefinitionEntity";
    private static final String DECISIONS = ENGINE + "dmn.entity.repository.DecisionDefinitionEntity";

    private static final Set<String> READ = Set.of(
            JOBS + ".selectJobDefinition",
            PROCESSES + ".selectProcessDefinition",
            PROCESSES + ".selectLatestProcessDefinitionByKey",
            DECISIONS + ".selectLatestDecisionDefinitionByKey");

    private record Question(String statement, Object parameter) {}

    private record Answer(List<?> rows, long at) {}

    private final Map<Question, Answer> answers = new ConcurrentHashMap<>();

    @Override
    public Object intercept(Invocation invocation) throws Throwable {
        var statement = (MappedStatement) invocation.getArgs()[0];
        if (invocation.getArgs().length == 2) {
            var id = statement.getId();
            if (id.startsWith(JOBS) || id.startsWith(PROCESSES) || id.startsWith(DECISIONS)) {
                answers.clear();
            }
            return invocation.proceed();
        }
        if (!READ.contains(statement.getId())) {
            return invocation.proceed();
        }
        var question = new Question(statement.getId(), parameter(invocation.getArgs()[1]));
        var answer = answers.get(question);
        if (answer == null || System.nanoTime() - answer.at > MILLIS * 1_000_000) {
            var rows = (List<?>) invocation.proceed();
            answers.put(question, new Answer(copies(statement, rows), System.nanoTime()));
            return rows;
        }
        return copies(statement, answer.rows);
    }

    private static Object parameter(Object parameter) {
        return parameter instanceof ListQueryParameterObject query ? query.getParameter() : parameter;
    }

    /** Made of the columns that the statement reads, as the engine's own mapping does. */
    private static List<?> copies(MappedStatement statement, List<?> rows) {
        var columns = statement.getResultMaps().get(0).getPropertyResultMappings();
        return rows.stream()
                .map(row -> copy(statement.getConfiguration(), columns, row))
                .toList();
    }

    private static Object copy(Configuration mybatis, List<ResultMapping> columns, Object row) {
        var copy = mybatis.getObjectFactory().create(row.getClass());
        var properties = mybatis.getReflectorFactory().findForClass(row.getClass());
        try {
            for (var column : columns) {
                var value = properties.getGetInvoker(column.getProperty()).invoke(row, null);
                properties.getSetInvoker(column.getProperty()).invoke(copy, new Object[] {value});
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no copy of " + row.getClass(), e);
        }
        return copy;
    }
}
