package com.partsportal.privacy;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What of a module's tables is older than it may be, for {@link PersonalData#expire}. By JDBC, since a statement changes
 * any number of rows at once.
 */
public final class Expiring {

    private final JdbcClient jdbc;
    private final RetentionSettings settings;
    private final Instant now;

    Expiring(JdbcClient jdbc, RetentionSettings settings, Instant now) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.now = now;
    }

    /** How long each kind of data is kept. */
    public RetentionSettings settings() {
        return settings;
    }

    /** Runs a change with the parameter {@code :before}, the moment so long ago. */
    public void change(String statement, Duration keptFor) {
        jdbc.sql(statement).param("before", Timestamp.from(now.minus(keptFor))).update();
    }
}
