package com.partsportal.shared;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A failure and what caused it, from the outside in. */
public final class Causes {

    /** How many failures of a chain are followed: one that leads back to itself would have no end. */
    public static final int DEPTH = 20;

    private Causes() {}

    /** The failure itself, its cause, the cause's cause and so on. */
    public static Stream<Throwable> of(@Nullable Throwable failure) {
        return Stream.<@Nullable Throwable>iterate(failure, cause -> cause != null, Causes::next)
                .limit(DEPTH)
                .map(Objects::requireNonNull);
    }

    private static @Nullable Throwable next(@Nullable Throwable failure) {
        return failure == null ? null : failure.getCause();
    }

    /** The outermost one of this type. */
    public static <T extends Throwable> Optional<T> find(@Nullable Throwable failure, Class<T> type) {
        return of(failure).filter(type::isInstance).map(type::cast).findFirst();
    }

    /** The innermost one. */
    public static Throwable root(Throwable failure) {
        return of(failure).reduce(failure, (outer, inner) -> inner);
    }

    /** Whether the database, or its driver, reported a SQLSTATE of this kind. */
    static boolean hasSqlState(Throwable failure, Predicate<String> kind) {
        return of(failure)
                .anyMatch(cause ->
                        cause instanceof SQLException sql && sql.getSQLState() != null && kind.test(sql.getSQLState()));
    }
}
