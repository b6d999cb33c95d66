package com.partsportal.process;

import com.partsportal.account.AccountId;
import com.partsportal.shared.Refused;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who of support works on a task: the engine's user, whose id is that of the account. */
@Component
class Agents {

    private final IdentityService identity;

    Agents(IdentityService identity) {
        this.identity = identity;
    }

    /** Null: nobody is known to the engine just now. */
    @Nullable
    AccountId current() {
        var user = identity.getCurrentAuthentication();
        if (user == null || user.getUserId() == null) {
            return null;
        }
        try {
            return new AccountId(UUID.fromString(user.getUserId()));
        } catch (IllegalArgumentException noAccount) {
            return null;
        }
    }

    /**
     * Who of support completes this task.
     *
     * @throws Refused {@code claimed} when another agent has claimed it
     */
    @Nullable
    AccountId completing(DelegateTask task) {
        var agent = current();
        if (task.getAssignee() != null
                && (agent == null || !task.getAssignee().equals(agent.value().toString()))) {
            throw new Refused("claimed");
        }
        return agent;
    }

    /** Runs a command as this agent, with the permissions of support. */
    void as(AccountId agent, Runnable command) {
        with(() -> identity.setAuthentication(agent.value().toString(), List.of(StaffGroup.SUPPORT.id())), command);
    }

    /** Runs a command that no agent has a permission for, as the portal itself. */
    void asPortal(Runnable command) {
        with(identity::clearAuthentication, command);
    }

    private void with(Runnable authentication, Runnable command) {
        var before = identity.getCurrentAuthentication();
        try {
            authentication.run();
            command.run();
        } finally {
            if (before == null) {
                identity.clearAuthentication();
            } else {
                identity.setAuthentication(before.getUserId(), before.getGroupIds(), before.getTenantIds());
            }
        }
    }
}
