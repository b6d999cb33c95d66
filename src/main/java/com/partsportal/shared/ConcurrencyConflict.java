package com.partsportal.shared;

import java.util.Set;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;

/**
 * Failures that another attempt may not have, since another transaction changed or held the same thing: an optimistic
 * lock, a deadlock, a serialization failure, a lock that was held for too long, a row that another transaction made or
 * removed between our look and our write.
 *
 * <p>A value that the database does not take (a check, a missing value, a day or number out of range) is none of them,
 * although Spring calls it a {@code DataIntegrityViolationException} as well: it fails each time, see {@link InvalidData}.
 */
public final class ConcurrencyConflict {

    /** PostgreSQL waited as long as lock_timeout allows; plain JDBC has no exception of its own for it. */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /**
     * Serialization failure, deadlock, lock timeout; and unique, exclusion and foreign key violations: the services look
     * whether a row is there before they write, so it came or went in between, and the next attempt sees that.
     */
    private static final Set<String> STATES = Set.of("40001", "40P01", LOCK_NOT_AVAILABLE, "23505", "23P01", "23503");

    private ConcurrencyConflict() {}

    /** Whether the whole transaction is worth another attempt. */
    public static boolean is(Throwable e) {
        return Causes.find(e, ConcurrencyFailureException.class).isPresent()
                || Causes.find(e, DuplicateKeyException.class).isPresent()
                || Causes.hasSqlState(e, STATES::contains);
    }

    /** Whether a lock was held for too long. */
    public static boolean isLockTimeout(Throwable e) {
        return Causes.hasSqlState(e, LOCK_NOT_AVAILABLE::equals);
    }
}
