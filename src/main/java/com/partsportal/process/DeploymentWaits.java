package com.partsportal.process;

import java.sql.SQLException;
import org.camunda.bpm.engine.impl.BootstrapEngineCommand;
import org.camunda.bpm.engine.impl.cmd.DeployCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/**
 * Of nodes that start together one deploys, and the others wait for its lock: as long as it takes. The waits of requests
 * and jobs end after seconds, and a node that waited so would not start.
 */
class DeploymentWaits extends CommandInterceptor {

    @Override
    public <T> T execute(Command<T> command) {
        if (command instanceof DeployCmd || command instanceof BootstrapEngineCommand) {
            waitForEver();
        }
        return next.execute(command);
    }

    /** In this transaction. */
    private static void waitForEver() {
        var connection =
                Context.getCommandContext().getDbSqlSession().getSqlSession().getConnection();
        try (var statement = connection.createStatement()) {
            statement.execute(
                    "select set_config('lock_timeout', '0', true), set_config('statement_timeout', '0', true)");
        } catch (SQLException e) {
            throw new IllegalStateException("the waits of a deployment could not be set", e);
        }
    }
}
