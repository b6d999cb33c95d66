package com.partsportal.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.partsportal.shared.InvalidValue;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellValuesTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

    @ParameterizedTest
    @CsvSource({
        "US, 2025-11-22",
        "US, 2025-11-22 00:00:00",
        "US, 2025-11-22T08:15:00Z",
        "US, 22.11.2025",
        "US, 22. 11. 2025",
        "US, 11/22/2025",
        "US, 11/22/2025 8:15:00 AM",
        "US, 22/11/2025",
        "DE, 22.11.2025",
        "DE, 22/11/2025",
        "DE, 2025/11/22",
        "GB, 22/11/2025",
        "US, 20251122",
        "US, 22-11-2025",
        "US, 'Nov 22, 2025'",
        "US, 22 Nov 2025",
        "DE, 22. November 2025",
        "DE, 22.11.25",
        "US, 11/22/25",
        "GB, 22/11/25",
        "JP, 25/11/22",
        "SE, 25-11-22",
        "US, 22-Nov-25",
        "US, 22/Nov/2025",
        "US, Nov 22 2025",
        "DE, 22\u00A0Nov\u00A02025",
        "US, \u200E11/22/2025"
    })
    void readsADay(String region, String text) {
        assertThat(ofCountry(region).day("day", text)).isEqualTo(LocalDate.of(2025, 11, 22));
    }

    @Test
    void theCountryDecidesBetweenDayAndMonth() {
        assertThat(ofCountry("US").day("day", "11/12/2025")).isEqualTo("2025-11-12");
        assertThat(ofCountry("DE").day("day", "11/12/2025")).isEqualTo("2025-12-11");
        assertThat(ofCountry("GB").day("day", "11/12/2025")).isEqualTo("2025-12-11");
        assertThat(ofCountry("GB").day("day", "11/12/25")).isEqualTo("2025-12-11");
    }

    @Test
    void withoutACountryDayAndMonthAreAQuestion() {
        var unknown = CellValues.of("US", null, TODAY);
        for (var text : new String[] {"11/12/2025", "11-12-2025", "11/12/25"}) {
            assertThatThrownBy(() -> unknown.day("day", text))
                    .isInstanceOfSatisfying(
                            InvalidValue.class,
                            question -> assertThat(question.args())
                                    .containsExactly(text, LocalDate.of(2025, 12, 11), LocalDate.of(2025, 11, 12)));
        }
        assertThat(unknown.day("day", "11/11/2025")).isEqualTo("2025-11-11");
        assertThat(unknown.day("day", "11/22/2025")).isEqualTo("2025-11-22");
        assertThat(unknown.day("day", "11.12.2025")).isEqualTo("2025-12-11");
        // Japan writes the year first: that says nothing about day and month before it.
        assertThatThrownBy(() -> ofCountry("JP").day("day", "11/12/2025")).hasMessageContaining("date.ambiguous");
    }

    @Test
    void aYearOfTwoDigitsIsOneOfTheLastHundred() {
        assertThat(ofCountry("DE").day("day", "1.2.26")).isEqualTo("2026-02-01");
        assertThat(ofCountry("DE").day("day", "1.2.27")).isEqualTo("1927-02-01");
        assertThat(ofCountry("DE").day("day", "1-Feb-99")).isEqualTo("1999-02-01");
    }

    @Test
    void aSpreadsheetsSerialNumberIsRefusedWithTheDayThatItIs() {
        for (var text : new String[] {"45983", "45983.5"}) {
            assertThatThrownBy(() -> ofCountry("US").day("day", text))
                    .isInstanceOfSatisfying(InvalidValue.class, fault -> {
                        assertThat(fault.code()).isEqualTo("date.serial");
                        assertThat(fault.args()).containsExactly(text, LocalDate.of(2025, 11, 22));
                    });
        }
    }

    @ParameterizedTest
    @CsvSource({"2026-02-30", "31.2.2026", "yesterday", "13/13/2025", "4598", "1/2", "99999"})
    void anythingElseIsNoDay(String text) {
        assertThatThrownBy(() -> ofCountry("US").day("day", text)).hasMessageContaining("date.malformed");
    }

    private static CellValues ofCountry(String region) {
        return CellValues.of(region, DayOrder.of(region), TODAY);
    }

    @ParameterizedTest
    @CsvSource({
        "US, 10, 10",
        "US, 10.0, 10",
        "DE, '10,0', 10",
        "US, '1,000', 1000",
        "DE, 1.000, 1000",
        "FR, 1 500, 1500",
        "US, '1.000,00', 1000",
        "DE, '1,000.0', 1000",
        "CH, 1'234'567.00, 1234567",
        "US, 0, ",
        "US, 0.0, ",
        "US, '', "
    })
    void readsAQuantity(String region, String text, Integer expected) {
        assertThat(ofCountry(region).quantity("quantity", text == null ? "" : text))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "US, 1.500",
        "DE, '1,000'",
        "US, 1.5",
        "US, -1",
        "US, '1,50,0'",
        "US, '1,000.50'",
        "US, '1.000.00'",
        "US, '1, 500'",
        "US, many",
        "US, 99999999999"
    })
    void whatCouldBeTwoThingsIsAQuestion(String region, String text) {
        assertThatThrownBy(() -> ofCountry(region).quantity("quantity", text)).isInstanceOf(InvalidValue.class);
    }
}
