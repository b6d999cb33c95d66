package com.partsportal.process;

import com.partsportal.emailchange.ChangeSteps;
import com.partsportal.emailchange.EmailChangeId;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

/** What a task of an email change shows, brought up to date when somebody looks at it. */
@Component
public class TaskFacts {

    private static final Logger log = LoggerFactory.getLogger(TaskFacts.class);

    private final TaskService tasks;
    private final RuntimeService runtime;
    private final ChangeSteps changes;
    private final Agents agents;

    TaskFacts(TaskService tasks, RuntimeService runtime, ChangeSteps changes, Agents agents) {
        this.tasks = tasks;
        this.runtime = runtime;
        this.changes = changes;
        this.agents = agents;
    }

    /** Nothing happens for another kind of task, or one that is gone. @param task its id, as an address names it */
    public void refresh(String task) {
        try {
            agents.asPortal(() -> change(task).ifPresent(changes::showFacts));
        } catch (ConcurrencyFailureException changedJustNow) {
            log.info("The facts of a task change just now; they are shown as they were");
        }
    }

    private Optional<EmailChangeId> change(String task) {
        return Optional.ofNullable(tasks.createTaskQuery()
                        .taskId(task)
                        .taskDefinitionKeyIn(EmailChangeInstances.REVIEW, EmailChangeInstances.SECOND_APPROVAL)
                        .singleResult())
                .map(open -> runtime.createProcessInstanceQuery()
                        .processInstanceId(open.getProcessInstanceId())
                        .singleResult())
                .map(instance -> EmailChangeId.of(instance.getBusinessKey()));
    }
}
