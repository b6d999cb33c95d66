package com.partsportal.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeCodesTests {

    /** Of RFC 6238, appendix B. */
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @CsvSource({"59, 287082", "1111111109, 081804", "1111111111, 050471", "1234567890, 005924", "2000000000, 279037"})
    void knowsTheCodesOfTheStandard(long second, String code) {
        assertThat(TimeCodes.step(SECRET, code, Instant.ofEpochSecond(second), 0))
                .hasValue(second / 30);
    }

    @Test
    void aCodeCountsOneStepBeforeAndAfterItsOwn() {
        var code = TimeCodes.at(SECRET, 1000);

        assertThat(TimeCodes.step(SECRET, code, Instant.ofEpochSecond(999 * 30), 0))
                .hasValue(1000);
        assertThat(TimeCodes.step(SECRET, code, Instant.ofEpochSecond(1002 * 30 - 1), 0))
                .hasValue(1000);
        assertThat(TimeCodes.step(SECRET, code, Instant.ofEpochSecond(998 * 30), 0))
                .isEmpty();
        assertThat(TimeCodes.step(SECRET, code, Instant.ofEpochSecond(1002 * 30), 0))
                .isEmpty();
    }

    @Test
    void noStepCountsTwiceNorAnEarlierOne() {
        var now = Instant.ofEpochSecond(1000 * 30);

        assertThat(TimeCodes.step(SECRET, TimeCodes.at(SECRET, 1000), now, 1000))
                .isEmpty();
        assertThat(TimeCodes.step(SECRET, TimeCodes.at(SECRET, 999), now, 1000)).isEmpty();
        assertThat(TimeCodes.step(SECRET, TimeCodes.at(SECRET, 1001), now, 1000))
                .hasValue(1001);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12345", "1234567", "12345a", "１２３４５６", "123456\n"})
    void isNoCode(String typed) {
        assertThat(TimeCodes.isCode(typed)).isFalse();
        assertThat(TimeCodes.step(SECRET, typed, Instant.EPOCH, 0)).isEmpty();
    }
}
