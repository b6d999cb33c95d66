package com.partsportal.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "+49 30 1234567|US|+49301234567",
                "030/123 45-67|DE|+49301234567",
                "(415) 555-2671|US|+14155552671",
                "415.555.2671|US|+14155552671",
                "011 49 30 1234567|US|+49301234567",
                "0049 (0)30 1234567|DE|+49301234567",
                "+1 415-555-2671 ext. 12|DE|+14155552671;ext=12",
                "(415) 555-2671 x12|US|+14155552671;ext=12",
                "+14155552671;ext=12|DE|+14155552671;ext=12",
                "+44 20 7946 0958|US|+442079460958",
                "\u00a0+49 30 1234567|US|+49301234567",
                "＋４９ 30 1234567|US|+49301234567",
            })
    void anyUsualSpellingIsRead(String typed, String region, String stored) {
        assertThat(PhoneNumber.parse(typed, region).value()).isEqualTo(stored);
        assertThat(new PhoneNumber(stored).value()).isEqualTo(stored);
        assertThat(PhoneNumber.isSpeltLikeANumber(typed)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "12",
                "+",
                "+0",
                "+999 123456789",
                "1-800-FLOWERS",
                "<script>alert(1)</script>",
                "+49 30 1234567\r\nBcc: x",
                "+49 30 1234567; drop table",
                "+4930123456789012345678",
                "1111111111111111111111111111111111111111111111111111111111111111",
                "0\u0000301234567",
            })
    void anythingElseIsRefused(String typed) {
        assertThatThrownBy(() -> PhoneNumber.parse(typed, "US"))
                .isInstanceOfSatisfying(
                        InvalidValue.class, fault -> assertThat(fault.code()).isEqualTo("phone.malformed"));
    }

    @Test
    void withoutARegionANumberNeedsItsCountry() {
        assertThatThrownBy(() -> new PhoneNumber("030 1234567")).isInstanceOf(InvalidValue.class);
    }

    @Test
    void anEmptyFieldIsNoNumber() {
        assertThat(PhoneNumber.parseOptional(null, "US")).isNull();
        assertThat(PhoneNumber.parseOptional(" \u00a0", "US")).isNull();
        assertThat(PhoneNumber.parseOptional("(415) 555-2671", "US")).isEqualTo(new PhoneNumber("+14155552671"));
    }

    @Test
    void withoutARegionOnlyAWholeNumberIsTaken() {
        assertThat(PhoneNumber.international(null)).isNull();
        assertThat(PhoneNumber.international(" ")).isNull();
        assertThat(PhoneNumber.international("+49 30 1234567")).hasToString("+49301234567");
        assertThatThrownBy(() -> PhoneNumber.international("030 1234567")).isInstanceOf(InvalidValue.class);
    }

    @Test
    void aBeginningOfANumberIsSearchedInItsStoredForm() {
        assertThat(PhoneNumber.stored("030 123", "DE")).contains("+4930123");
        assertThat(PhoneNumber.stored("x", "DE")).isEmpty();
    }
}
