package com.partsportal.shared;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.testing.PortalTest;
import java.sql.SQLException;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is worth another attempt, by PostgreSQL's own errors. */
@PortalTest
class ConcurrencyConflictTests {

    @Autowired
    JdbcClient jdbc;

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "55P03", "23505", "23P01", "23503"})
    void anotherTransactionWasInTheWay(String state) {
        var failure = new DataIntegrityViolationException("", new SQLException("", state));
        assertThat(ConcurrencyConflict.is(failure)).isTrue();
        assertThat(TemporaryFailure.is(failure)).isTrue();
        assertThat(InvalidData.is(failure)).isFalse();
    }

    @Test
    void springsOwnExceptionsCount() {
        assertThat(ConcurrencyConflict.is(new OptimisticLockingFailureException("")))
                .isTrue();
        assertThat(ConcurrencyConflict.is(new IllegalStateException(new DuplicateKeyException(""))))
                .isTrue();
    }

    @Test
    void aRowThatIsThereAlreadyIsAConflict() {
        var insert =
                "insert into company (id, name, created_at) values ('018f0000-0000-7000-8000-000000000000', 'A', now())";
        jdbc.sql(insert).update();
        assertThat(ConcurrencyConflict.is(failureOf(insert))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // not null, check
                "insert into company (id, name, created_at) values (gen_random_uuid(), null, now())",
                "insert into ranking (id, vendor_id, label, discount, position, is_default) "
                        + "values (gen_random_uuid(), gen_random_uuid(), 'A', 101, 1, false)"
            })
    void aPermanentFaultOfDataIsNone(String statement) {
        var failure = failureOf(statement);
        assertThat(failure).isInstanceOf(DataIntegrityViolationException.class);
        assertThat(TemporaryFailure.is(failure)).isFalse();
        assertThat(InvalidData.is(failure)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"select 3000000000::int", "select 'x'::uuid", "select date '2026-02-30'"})
    void aValueThatTheDatabaseDoesNotHaveIsNone(String statement) {
        var failure = failureOf(statement);
        assertThat(TemporaryFailure.is(failure)).isFalse();
        assertThat(InvalidData.is(failure)).isTrue();
    }

    @Test
    void aDayThatTheDatabaseDoesNotHaveIsNone() {
        var failure = failure(() -> jdbc.sql("select cast(? as date)")
                .param(LocalDate.of(9_999_999, 1, 1))
                .query()
                .singleValue());
        assertThat(TemporaryFailure.is(failure)).isFalse();
        assertThat(InvalidData.is(failure)).isTrue();
    }

    private Throwable failureOf(String statement) {
        return failure(() -> {
            if (statement.startsWith("select")) {
                jdbc.sql(statement).query().singleValue();
            } else {
                jdbc.sql(statement).update();
            }
        });
    }

    private static Throwable failure(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            return e;
        }
        throw new AssertionError("no failure");
    }
}
