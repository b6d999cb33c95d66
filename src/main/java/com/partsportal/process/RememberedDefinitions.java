package com.partsportal.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.ibatis.reflection.invoker.Invoker;
import org.apache.ibatis.session.Configuration;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.dmn.entity.repository.DecisionDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;

/**
 * Remembers for {@value #MILLIS} ms what the engine reads of its definitions in nearly every transaction. They change by a
 * deployment, or when an administrator suspends one or gives it a priority; a change counts at once on the node that made it,
 * and a moment later on the others. Each reader gets a copy of its own, as from the database. What a deployment asks is never answered from here.
 */
class RememberedDefinitions {

    private static final long MILLIS = 2_000;

    /** Each with a statement whose mapping has all of its columns. */
    private static final Map<Class<? extends DbEntity>, String> KINDS = Map.of(
            JobDefinitionEntity.class, "selectJobDefinition",
            ProcessDefinitionEntity.class, "selectProcessDefinition",
            DecisionDefinitionEntity.class, "selectLatestDecisionDefinitionByKey");

    private static final Set<Class<? extends DbEntity>> BY_ID =
            Set.of(JobDefinitionEntity.class, ProcessDefinitionEntity.class);

    private record Question(Object what, Object parameter) {}

    private record Answer(List<?> rows, long at) {}

    private record Property(Invoker get, Invoker set) {}

    private final Map<Question, Answer> answers = new ConcurrentHashMap<>();
    private final Map<Class<?>, List<Property>> properties = new ConcurrentHashMap<>();
    private final Supplier<Configuration> mappings;

    /** @param mappings of the engine, which are there when it is asked for the first time */
    RememberedDefinitions(Supplier<Configuration> mappings) {
        this.mappings = mappings;
    }

    static boolean areFoundById(Class<?> type) {
        return BY_ID.contains(type);
    }

    /** A definition of this kind is being written. */
    void forget(Class<? extends DbEntity> kind) {
        if (KINDS.containsKey(kind)) {
            answers.clear();
        }
    }

    /**
     * @param what a statement that lists definitions, or the type of one that is found by id
     * @param parameter the key, or the id
     */
    List<?> ask(Object what, Object parameter, Supplier<List<?>> database) {
        var question = new Question(what, parameter);
        var answer = answers.get(question);
        if (answer == null || System.nanoTime() - answer.at > MILLIS * 1_000_000) {
            var rows = database.get();
            answers.put(question, new Answer(copies(rows), System.nanoTime()));
            return rows;
        }
        return copies(answer.rows);
    }

    private List<?> copies(List<?> rows) {
        var copies = new ArrayList<>(rows.size());
        for (var row : rows) {
            copies.add(copy(row));
        }
        return copies;
    }

    private Object copy(Object row) {
        var copy = mappings.get().getObjectFactory().create(row.getClass());
        try {
            for (var property : properties.computeIfAbsent(row.getClass(), this::properties)) {
                property.set.invoke(copy, new Object[] {property.get.invoke(row, null)});
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no copy of " + row.getClass(), e);
        }
        return copy;
    }

    /** Those that the engine's own mapping reads of a row. */
    private List<Property> properties(Class<?> type) {
        var methods = mappings.get().getReflectorFactory().findForClass(type);
        var mapping = mappings.get()
                .getMappedStatement(KINDS.get(type))
                .getResultMaps()
                .get(0);
        return mapping.getPropertyResultMappings().stream()
                .map(column -> new Property(
                        methods.getGetInvoker(column.getProperty()), methods.getSetInvoker(column.getProperty())))
                .toList();
    }
}
