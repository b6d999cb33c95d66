package com.partsportal.engine;

import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.delegate.BaseDelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.el.Expression;
import org.camunda.bpm.engine.spring.SpringExpressionManager;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/**
 * Evaluates expressions of models only, which have the scope of an execution, a task or a start. Queries evaluate theirs
 * without a scope, and those come from outside: CVE-2026-109432 lets any nested query of a request run code. What the
 * portal's own filters need is allowed.
 */
class ScopedExpressionManager extends SpringExpressionManager {

    /** The texts that may be evaluated without a scope. */
    private static final Set<String> QUERY_EXPRESSIONS = Set.of("${currentUser()}", "${now()}");

    ScopedExpressionManager(ApplicationContext context, @Nullable Map<Object, Object> beans) {
        super(context, beans);
    }

    @Override
    public Expression createExpression(String text) {
        return new ScopedExpression(super.createExpression(text));
    }

    private record ScopedExpression(Expression expression) implements Expression {

        @Override
        public @Nullable Object getValue(@Nullable VariableScope scope) {
            return getValue(scope, null);
        }

        /** @throws BadUserRequestException without a scope, unless the portal's own filters have this text */
        @Override
        public @Nullable Object getValue(
                @Nullable VariableScope scope, @Nullable BaseDelegateExecution contextExecution) {
            if (scope == null && !QUERY_EXPRESSIONS.contains(getExpressionText())) {
                throw new BadUserRequestException("Expressions are not allowed in queries");
            }
            return expression.getValue(scope, contextExecution);
        }

        @Override
        public void setValue(Object value, VariableScope scope) {
            expression.setValue(value, scope);
        }

        @Override
        public void setValue(Object value, VariableScope scope, BaseDelegateExecution contextExecution) {
            expression.setValue(value, scope, contextExecution);
        }

        @Override
        public String getExpressionText() {
            return expression.getExpressionText();
        }

        @Override
        public boolean isLiteralText() {
            return expression.isLiteralText();
        }

        @Override
        public String toString() {
            return expression.toString();
        }
    }
}
