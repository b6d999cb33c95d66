package com.partsportal.shared;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/**
 * Health {@code db}, a part of readiness. Spring Boot's own waits for a silent database until the socket times out;
 * this one reports the database as down after two seconds.
 */
@Component("dbHealthIndicator")
class DatabaseHealth extends AbstractHealthIndicator {

    private static final int PATIENCE_IN_SECONDS = 2;

    private final DataSource database;

    DatabaseHealth(DataSource database) {
        super("the database does not answer");
        this.database = database;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) throws SQLException {
        try (var connection = database.getConnection()) {
            health.status(connection.isValid(PATIENCE_IN_SECONDS) ? Status.UP : Status.DOWN);
        }
    }
}
