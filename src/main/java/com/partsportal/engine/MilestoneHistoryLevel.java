package com.partsportal.engine;

import static org.camunda.bpm.engine.impl.history.event.HistoryEventTypes.ACTIVITY_INSTANCE_END;
import static org.camunda.bpm.engine.impl.history.event.HistoryEventTypes.ACTIVITY_INSTANCE_MIGRATE;
import static org.camunda.bpm.engine.impl.history.event.HistoryEventTypes.ACTIVITY_INSTANCE_START;
import static org.camunda.bpm.engine.impl.history.event.HistoryEventTypes.ACTIVITY_INSTANCE_UPDATE;

import java.util.Set;
import org.camunda.bpm.engine.ActivityTypes;
import org.camunda.bpm.engine.impl.bpmn.helper.BpmnProperties;
import org.camunda.bpm.engine.impl.history.HistoryLevelActivity;
import org.camunda.bpm.engine.impl.history.event.HistoryEventType;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the history that level {@code activity} keeps of process instances and user tasks, but only the milestones among the
 * activities: what a person does, what happens from outside (boundary events), how a login was created, which reminders
 * were sent, and how an instance ended. The other elements an instance has passed follow from these and from the model.
 *
 * <p>It has the id of level {@code activity}, so that a database can be used with either.
 */
class MilestoneHistoryLevel extends HistoryLevelActivity {

    static final String NAME = "milestones";

    private static final String BOUNDARY = "boundary";
    private static final String END = "EndEvent";
    private static final Set<String> STEPS = Set.of("createAccount", "linkAccount", "sendReminder", "remindRequester");

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public boolean isHistoryEventProduced(HistoryEventType event, @Nullable Object of) {
        return super.isHistoryEventProduced(event, of)
                && (!(of instanceof ExecutionEntity execution) || !isOfActivity(event) || isMilestone(execution));
    }

    private static boolean isOfActivity(HistoryEventType event) {
        return event == ACTIVITY_INSTANCE_START
                || event == ACTIVITY_INSTANCE_UPDATE
                || event == ACTIVITY_INSTANCE_END
                || event == ACTIVITY_INSTANCE_MIGRATE;
    }

    private static boolean isMilestone(ExecutionEntity execution) {
        var activity = execution.getActivity();
        if (activity == null) {
            return false;
        }
        var type = activity.getProperties().get(BpmnProperties.TYPE);
        return ActivityTypes.TASK_USER_TASK.equals(type)
                || (type != null && (type.startsWith(BOUNDARY) || type.endsWith(END)))
                || STEPS.contains(activity.getId());
    }
}
