package com.partsportal.process;

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
 * The history that is kept: all of level {@code activity} about process instances and user tasks, but of the activities
 * only the milestones: what a person does, what happened from outside (boundary events), and which way a login was made.
 * The rest follows from these, see {@link PassedElements}.
 *
 * <p>It has the number of level {@code activity}, so that it starts on every database that was begun with that one.
 */
class Milestones extends HistoryLevelActivity {

    static final String NAME = "milestones";

    private static final String BOUNDARY = "boundary";
    private static final Set<String> STEPS = Set.of("createAccount", "linkAccount");

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
                || (type != null && type.startsWith(BOUNDARY))
                || STEPS.contains(activity.getId());
    }
}
