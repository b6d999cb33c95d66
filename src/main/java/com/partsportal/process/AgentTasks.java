package com.partsportal.process;

import com.partsportal.account.AccountId;
import com.partsportal.account.StaffLeft;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Which agents have a task, and which never get it; in the caller's transaction. */
@Component
class AgentTasks {

    private final TaskService tasks;
    private final AuthorizationService authorizations;
    private final Agents agents;

    AgentTasks(TaskService tasks, AuthorizationService authorizations, Agents agents) {
        this.tasks = tasks;
        this.authorizations = authorizations;
        this.agents = agents;
    }

    /** Gives back what somebody had claimed who works for support no more, or as somebody else. */
    @EventListener
    void unclaimTasks(StaffLeft left) {
        var person = left.account().value().toString();
        agents.asPortal(() -> tasks.createTaskQuery()
                .taskAssignee(person)
                .list()
                .forEach(task -> tasks.setAssignee(task.getId(), null)));
    }

    /** This agent neither sees nor claims this task; the engine forgets it with the task. */
    void hide(String task, AccountId agent) {
        agents.asPortal(() -> {
            var revoked = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_REVOKE);
            revoked.setUserId(agent.value().toString());
            revoked.setResource(Resources.TASK);
            revoked.setResourceId(task);
            revoked.removePermission(Permissions.ALL);
            authorizations.saveAuthorization(revoked);
        });
    }
}
