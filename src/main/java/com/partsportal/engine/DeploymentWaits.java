package com.partsportal.engine;

import java.sql.SQLException;
import org.camunda.bpm.engine.impl.BootstrapEngineCommand;
import org.camunda.bpm.engine.impl.cmd.DeployCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/**
 * When nodes start together, one deploys and the others wait for its lock, as long as it takes. With the time-outs of requests
 * and jobs, which are seconds, a waiting node would fail to start.
 */
class DeploymentWaits extends CommandInterceptor {

    @Override
    public <T> T execute(Command<T> command) {
        if (command instanceof DeployCmd || command instanceof BootstrapEngineCommand) {
            waitWithoutLimit();
        }
        return next.execute(command);
    }

    /** In this transaction. */
    private static void waitWithoutLimit() {
        var connection =
                Context.getCommandContext().getDbSqlSession().getSqlSession().getConnection();
        try (var statement = connection.createStatement()) {
            statement.execute(
                    "select set_config('lock_timeout', '0', true), set_config('statement_timeout', '0', true)");
        } catch (SQLException e) {
            throw new IllegalStateException("the time-outs of a deployment could not be set", e);
        }
    }
}
