package com.partsportal.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WholeNumberTests {

    @ParameterizedTest
    @ValueSource(strings = {"1500", " 1500 ", "\u00A01500\u202F"})
    void digitsAreTheNumber(String typed) {
        assertThat(WholeNumber.of(typed)).contains(new WholeNumber(1500, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,500",
                "1.500",
                "1 500",
                "1\u00A0500",
                "1\u202F500",
                "1\u2009500",
                "1\u2007500",
                "1'500",
                "1\u2019500"
            })
    void groupsOfDigitsAreOneNumberThatMayBeMeantOtherwise(String typed) {
        assertThat(WholeNumber.of(typed)).contains(new WholeNumber(1500, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1,50",
                "1,5000",
                "1,500.000",
                "1,500,00",
                "10, 50",
                "10,50",
                "10;500",
                "1.5",
                "0,500",
                "01",
                "-1",
                "+1",
                "1e3",
                "0x10",
                "1500 pcs",
                "\u0661\u0665",
                "1000000000000000",
                "1,,500",
                "1  500"
            })
    void anythingElseIsNoNumber(String typed) {
        assertThat(WholeNumber.of(typed)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,500,000", "1.500.000", "1 500 000"})
    void millionsHaveTwoSeparatorsOfOneKind(String typed) {
        assertThat(WholeNumber.of(typed)).contains(new WholeNumber(1_500_000, true));
    }
}
