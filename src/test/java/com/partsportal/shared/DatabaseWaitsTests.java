package com.partsportal.shared;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.testing.PortalTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** No request and no job waits, or makes others wait, without an end. */
@PortalTest
class DatabaseWaitsTests {

    @Autowired
    private JdbcClient jdbc;

    @ParameterizedTest
    @CsvSource({"lock_timeout, 3s", "statement_timeout, 10s", "idle_in_transaction_session_timeout, 40s"})
    void end(String wait, String after) {
        assertThat(jdbc.sql("select current_setting(:wait)")
                        .param("wait", wait)
                        .query(String.class)
                        .single())
                .isEqualTo(after);
    }
}
