package com.partsportal.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.hibernate.TransactionException;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.StaticMessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.orm.jpa.JpaSystemException;

class ProblemsTests {

    private final Problems problems = new Problems(messages());

    @Test
    void aDatabaseThatWentAwayWithinACallIs503() {
        var cut = new JpaSystemException(new TransactionException(
                "Unable to rollback against JDBC Connection", new SQLException("Connection is closed")));
        assertThat(problems.of(cut).status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
    }

    @Test
    void aBugIs500() {
        assertThat(problems.of(new IllegalStateException("a bug")).status())
                .isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
    }

    private static StaticMessageSource messages() {
        var messages = new StaticMessageSource();
        messages.setUseCodeAsDefaultMessage(true);
        return messages;
    }
}
