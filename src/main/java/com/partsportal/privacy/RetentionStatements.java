package com.partsportal.privacy;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Bulk statements on the rows of a module that are older than they may be, for {@link PersonalData#expire}. By JDBC,
 * since each changes any number of rows at once.
 */
public final class RetentionStatements {

    private final JdbcClient jdbc;
    private final RetentionSettings settings;
    private final Instant now;

    RetentionStatements(JdbcClient jdbc, RetentionSettings settings, Instant now) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.now = now;
    }

    /** How long each kind of data is kept. */
    public RetentionSettings settings() {
        return settings;
    }

    /**
     * Runs a change with the parameter {@code :before}: rows from before it have been kept long enough.
     *
     * @param keptFor how long they may be kept
     */
    public void change(String statement, Duration keptFor) {
        jdbc.sql(statement).param("before", Timestamp.from(now.minus(keptFor))).update();
    }
}
