package com.partsportal.process;

import static com.partsportal.process.ProcessVariable.ESCALATIONS;
import static com.partsportal.process.ProcessVariable.FOLLOW_UP_AT;
import static com.partsportal.process.ProcessVariable.OVERDUE_AT;
import static com.partsportal.process.ProcessVariable.PRIORITY;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** A task that no agent completes in time is given to the support lead, with the highest priority. */
@Component
@EnableConfigurationProperties(SupportSettings.class)
class Escalation {

    /** Of a takeover: somebody else may be in a login now. */
    private static final Duration URGENT_WITHIN = Duration.ofHours(4);

    private final TaskService tasks;
    private final Clock clock;
    private final SupportSettings settings;

    Escalation(TaskService tasks, Clock clock, SupportSettings settings) {
        this.tasks = tasks;
        this.clock = clock;
        this.settings = settings;
    }

    /** Due date, follow-up date halfway to it, and priority of a case's task that opens now. */
    VariableMap ofCase(boolean urgent) {
        var ordinary = settings.escalateAfter();
        var within = urgent && URGENT_WITHIN.compareTo(ordinary) < 0 ? URGENT_WITHIN : ordinary;
        var now = clock.instant();
        return overdue(now, within)
                .putValue(FOLLOW_UP_AT.id, ProcessVariable.date(now.plus(within.dividedBy(2))))
                .putValue(PRIORITY.id, urgent ? SupportTasks.URGENT_PRIORITY : SupportTasks.ORDINARY_PRIORITY);
    }

    /** Sets the due date of a task that opens next, from which on it is overdue. */
    void setDue(DelegateExecution execution) {
        execution.setVariables(overdue(clock.instant(), settings.escalateAfter()));
    }

    /** Overdue after that time, and escalated then and each time it has passed again. */
    private static VariableMap overdue(Instant now, Duration after) {
        var at = ProcessVariable.date(now.plus(after));
        return Variables.putValue(OVERDUE_AT.id, at).putValue(ESCALATIONS.id, "R/" + at.toInstant() + "/" + after);
    }

    /** Raises the open task; a repeat changes nothing. */
    void raise(DelegateExecution execution, String task) {
        tasks.createTaskQuery()
                .processInstanceId(execution.getProcessInstanceId())
                .taskDefinitionKey(task)
                .list()
                .forEach(open -> {
                    tasks.setPriority(open.getId(), Math.max(open.getPriority(), SupportTasks.ESCALATED_PRIORITY));
                    tasks.addCandidateGroup(open.getId(), StaffGroup.SUPPORT_LEAD.id());
                });
    }
}
