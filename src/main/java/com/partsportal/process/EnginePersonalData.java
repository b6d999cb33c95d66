package com.partsportal.process;

import com.partsportal.privacy.KeptRows;
import com.partsportal.privacy.Person;
import com.partsportal.privacy.PersonalData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the engine keeps of a person: what staff wrote beside the tasks of a case. Instances hold ids only; what is open
 * about the person is ended by the modules, but for support's cases, whose rows are closed with the login.
 */
@Component
class EnginePersonalData implements PersonalData {

    private static final String SUPPORT_CASE = "support-case";

    private final HistoryService history;
    private final RuntimeService runtime;
    private final TaskService tasks;

    EnginePersonalData(HistoryService history, RuntimeService runtime, TaskService tasks) {
        this.history = history;
        this.runtime = runtime;
        this.tasks = tasks;
    }

    @Override
    public List<KeptRows> kept(Person person) {
        var comments = new ArrayList<Map<String, @Nullable Object>>();
        instances(person)
                .flatMap(instance -> tasks.getProcessInstanceComments(instance.getId()).stream())
                .forEach(comment -> comments.add(
                        Map.of("at", comment.getTime().toInstant().toString(), "comment", comment.getFullMessage())));
        return List.of(new KeptRows("act_hi_comment", comments));
    }

    @Override
    public void end(Person person, @Nullable UUID by) {
        for (var key : person.processKeys()) {
            runtime.createProcessInstanceQuery()
                    .processDefinitionKey(SUPPORT_CASE)
                    .processInstanceBusinessKey(key.toString())
                    .list()
                    .forEach(open -> runtime.deleteProcessInstance(open.getId(), "person-erased"));
        }
    }

    /** The engine deletes comments of a finished instance only with its history. */
    @Override
    public void erase(Person person, @Nullable UUID by) {
        instances(person)
                .filter(instance ->
                        !tasks.getProcessInstanceComments(instance.getId()).isEmpty())
                .forEach(instance -> {
                    if (instance.getEndTime() == null) {
                        tasks.deleteProcessInstanceComments(instance.getId());
                    } else {
                        history.deleteHistoricProcessInstance(instance.getId());
                    }
                });
    }

    private Stream<HistoricProcessInstance> instances(Person person) {
        return person.processKeys().stream()
                .flatMap(
                        key -> history
                                .createHistoricProcessInstanceQuery()
                                .processInstanceBusinessKey(key.toString())
                                .list()
                                .stream());
    }
}
