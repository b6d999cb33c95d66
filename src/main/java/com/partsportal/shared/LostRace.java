package com.partsportal.shared;

import java.sql.SQLException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;

/** Failures that another try may not have: somebody else changed or held the same thing. */
public final class LostRace {

    /** PostgreSQL waited as long as lock_timeout allows; plain JDBC has no exception of its own for it. */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private LostRace() {}

    /** Whether the whole transaction is worth another try. */
    public static boolean is(Throwable e) {
        return e instanceof ConcurrencyFailureException || e instanceof DataIntegrityViolationException || isWait(e);
    }

    /** Whether a lock was held for too long. */
    public static boolean isWait(Throwable e) {
        for (var cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && LOCK_NOT_AVAILABLE.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
