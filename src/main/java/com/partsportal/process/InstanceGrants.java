package com.partsportal.process;

import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;

/**
 * Grants on a single process instance go with it. Nobody but an administrator makes any, so whether there is one at all
 * is asked once in two seconds, and not whenever an instance ends. One that was made in the last moments of its instance
 * may stay, on an id that is never used again.
 */
class InstanceGrants extends AuthorizationManager {

    private final RecentAnswers<Resources, Boolean> recent;

    InstanceGrants(RecentAnswers<Resources, Boolean> recent) {
        this.recent = recent;
    }

    @Override
    public void deleteAuthorizationsByResourceId(Resource resource, String resourceId) {
        if (resource != Resources.PROCESS_INSTANCE || recent.to(Resources.PROCESS_INSTANCE, this::isAnyGranted)) {
            super.deleteAuthorizationsByResourceId(resource, resourceId);
        }
    }

    private Boolean isAnyGranted(Resources instances) {
        return (Boolean)
                getDbEntityManager().selectOne(ThriftySession.IS_ANY_INSTANCE_GRANTED, instances.resourceType());
    }
}
