package com.partsportal.shared;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionTimedOutException;

/** Failures that say that the database is gone, going or too busy, and nothing about what was requested of it: 503. */
public final class DatabaseUnavailable {

    /** Classes of SQLSTATE that speak of the server's state, not of the statement. */
    private static final Set<String> CLASSES = Set.of("08", "53", "57", "40");

    /** The server ended a session that stood still within a transaction. */
    private static final String IDLE_IN_TRANSACTION = "25P03";

    private DatabaseUnavailable() {}

    /** Whether this, or what caused it, is one of them. */
    public static boolean is(Throwable e) {
        return Causes.of(e)
                .anyMatch(cause -> cause instanceof DataAccessResourceFailureException
                        || cause instanceof TransientDataAccessException
                        || cause instanceof CannotCreateTransactionException
                        || cause instanceof TransactionTimedOutException
                        || cause instanceof SQLException sql && is(sql));
    }

    /** Without a state it was not the server that spoke: the pool, for example, on a rollback over a connection that was cut. */
    private static boolean is(SQLException e) {
        var state = e.getSQLState();
        return state == null
                || e instanceof SQLTransientException
                || CLASSES.contains(state.substring(0, Math.min(2, state.length())))
                || state.equals(IDLE_IN_TRANSACTION)
                || ConcurrencyConflict.isLockTimeout(e);
    }
}
