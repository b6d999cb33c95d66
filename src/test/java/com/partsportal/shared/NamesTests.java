package com.partsportal.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Borg Inc",
                "<b>Bold & Söhne</b>",
                "${7*7}",
                "{{7*7}}",
                "#{T(java.lang.Runtime)}",
                "O'Brien \"Tools\"",
                "=?UTF-8?Q?x?=",
                "شركة القطع",
                "🚀 Rocket ❤️",
                "𠜎 Ltd",
                "A",
                "-",
            })
    void staysAsTyped(String typed) {
        assertThat(Names.company(typed)).isEqualTo(typed);
        assertThat(Names.person(typed)).isEqualTo(typed);
    }

    @Test
    void isTrimmedAndComposed() {
        assertThat(Names.company("\u00a0 Cafe\u0301 \u3000")).isEqualTo("Café");
    }

    @Test
    void lengthCountsCharactersAfterTrimming() {
        assertThat(Names.company(" " + "🚀".repeat(200) + " ")).hasSize(400);
        assertRefused("🚀".repeat(201), "name.toolong");
        assertRefused("x".repeat(100_000), "name.toolong");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\nb",
                "a\r\nBcc: x@y.test",
                "a\tb",
                "a\u0000b",
                "a\u0085b",
                "a\u2028b",
                "a\u2029b",
                "a\u200bb",
                "a\u200db",
                "a\u200eb",
                "a\u202eb",
                "a\u2066b",
                "a\u061cb",
                "a\u00adb",
                "a\ufeffb",
                "a\u2060b",
                "\u3164",
                "a\ud800b",
                "a\uffffb",
            })
    void invisibleCharactersAreRefused(String typed) {
        assertRefused(typed, "name.characters");
    }

    @ParameterizedTest
    @CsvSource({"https://evil.test", "Borg http://x", "WWW.evil.test", "see www.evil.test"})
    void linksAreRefused(String typed) {
        assertRefused(typed, "name.link");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\u00a0"})
    void nothingIsRefused(String typed) {
        assertRefused(typed, "name.required");
    }

    private static void assertRefused(String typed, String code) {
        assertThatThrownBy(() -> Names.company(typed)).isInstanceOfSatisfying(InvalidValue.class, fault -> {
            assertThat(fault.field()).isEqualTo("companyName");
            assertThat(fault.code()).isEqualTo(code);
        });
        assertThatThrownBy(() -> Names.person(typed))
                .isInstanceOfSatisfying(
                        InvalidValue.class, fault -> assertThat(fault.field()).isEqualTo("name"));
    }
}
