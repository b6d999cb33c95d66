package com.partsportal.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitTests {

    @Test
    void isReadAndWritten() {
        assertThat(Limit.of(" 10 / PT15M ")).isEqualTo(new Limit(10, Duration.ofMinutes(15)));
        assertThat(Limit.of("1/P1D")).hasToString("1/PT24H");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "10", "10/", "10/PT15M/1", "x/PT15M", "10/15", "0/PT15M", "-1/PT15M", "1/PT0S", "1/-PT1S"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> Limit.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("A limit");
    }
}
