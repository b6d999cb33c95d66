package com.partsportal.process;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.runtime.CorrelationHandlerResult;
import org.camunda.bpm.engine.impl.runtime.CorrelationSet;
import org.camunda.bpm.engine.impl.runtime.DefaultCorrelationHandler;
import org.jspecify.annotations.Nullable;

/** A message to the instances with a business key: whoever looks for them reads what receiving it will ask for. */
class BusinessKeyCorrelation extends DefaultCorrelationHandler {

    @Override
    protected List<CorrelationHandlerResult> correlateMessageToExecutions(
            CommandContext context, @Nullable String message, CorrelationSet set) {
        var key = set.getBusinessKey();
        if (key == null || message == null || asksForMore(set)) {
            return super.correlateMessageToExecutions(context, message, set);
        }
        List<?> waiting = context.getDbEntityManager()
                .selectList(ThriftySession.EXECUTIONS_OF_MESSAGE, new ThriftySession.Message(key, message));
        return waiting.stream()
                .map(ExecutionEntity.class::cast)
                .filter(execution -> !context.getDbEntityManager().isDeleted(execution))
                .map(CorrelationHandlerResult::matchedExecution)
                .toList();
    }

    private static boolean asksForMore(CorrelationSet set) {
        return set.getProcessInstanceId() != null
                || set.isTenantIdSet()
                || isAny(set.getCorrelationKeys())
                || isAny(set.getLocalCorrelationKeys());
    }

    private static boolean isAny(@Nullable Map<String, Object> keys) {
        return keys != null && !keys.isEmpty();
    }
}
