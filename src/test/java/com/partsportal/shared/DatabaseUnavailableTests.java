package com.partsportal.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.hibernate.TransactionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.orm.jpa.JpaSystemException;
import org.springframework.transaction.CannotCreateTransactionException;

class DatabaseUnavailableTests {

    @ParameterizedTest
    @ValueSource(strings = {"57P01", "08006", "08001", "53300", "40001", "55P03", "25P03"})
    void theServersStateCounts(String state) {
        assertThat(DatabaseUnavailable.is(jpa(new SQLException("FATAL", state))))
                .isTrue();
    }

    @Test
    void aRollbackOverAConnectionThatWasCutCounts() {
        assertThat(DatabaseUnavailable.is(jpa(new SQLException("Connection is closed"))))
                .isTrue();
    }

    @Test
    void springsExceptionsForItCount() {
        assertThat(DatabaseUnavailable.is(new CannotCreateTransactionException("no connection")))
                .isTrue();
        assertThat(DatabaseUnavailable.is(new IllegalStateException(new DataAccessResourceFailureException("gone"))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "22001", "42601"})
    void aStatementsOwnFaultDoesNot(String state) {
        assertThat(DatabaseUnavailable.is(jpa(new SQLException("wrong", state))))
                .isFalse();
        assertThat(DatabaseUnavailable.is(new IllegalStateException("a bug"))).isFalse();
    }

    private static Exception jpa(SQLException cause) {
        return new JpaSystemException(new TransactionException("Unable to rollback against JDBC Connection", cause));
    }
}
