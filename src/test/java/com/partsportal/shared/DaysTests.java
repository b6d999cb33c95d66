package com.partsportal.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DaysTests {

    @Test
    void readsADayOfTheCalendar() {
        assertThat(Days.parse("2028-02-29")).isEqualTo(LocalDate.of(2028, 2, 29));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-02-30",
                "2026-2-3",
                "+999999999-12-31",
                "-999999999-01-01",
                "+10000-01-01",
                "20261130",
                "2026-11-30T00:00:00Z",
                "\u0000",
                "٢٠٢٦-١١-٣٠"
            })
    void refusesWhatTheDatabaseDoesNotHave(String text) {
        assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> Days.parse(text));
    }
}
