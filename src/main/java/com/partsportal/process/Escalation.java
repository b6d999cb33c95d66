package com.partsportal.process;

import static com.partsportal.process.ProcessVariable.OVERDUE_AT;

import java.time.Duration;
import java.util.Date;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.stereotype.Component;

/** What becomes of an agent's task that nobody does in time: it is the support lead's, on top of every list. */
@Component
class Escalation {

    /** Above the 50 that every task begins with. */
    static final int PRIORITY = 100;

    private static final Duration DONE_WITHIN = Duration.ofDays(2);

    private final TaskService tasks;

    Escalation(TaskService tasks) {
        this.tasks = tasks;
    }

    /** When a task that opens now is due, and overdue from then on. */
    static Date dueAt() {
        return ProcessVariable.date(ClockUtil.getCurrentTime().toInstant().plus(DONE_WITHIN));
    }

    /** Before a task opens. */
    static void setDue(DelegateExecution execution) {
        execution.setVariable(OVERDUE_AT.id, dueAt());
    }

    /** Raises the open task; a repeat changes nothing. */
    void raise(DelegateExecution execution, String task) {
        tasks.createTaskQuery()
                .processInstanceId(execution.getProcessInstanceId())
                .taskDefinitionKey(task)
                .list()
                .forEach(open -> {
                    tasks.setPriority(open.getId(), PRIORITY);
                    tasks.addCandidateGroup(open.getId(), StaffGroup.SUPPORT_LEAD.id());
                });
    }
}
