package com.partsportal.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreeTextTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "paypal-login.example/verify",
                "Acme (see bit.ly/x)",
                "bit.ly/x",
                "BIT.LY/X",
                "sub.domain.example/",
                "evil.example:8443/login",
                "evil.example?token=1",
                "evil.example#start",
                "bücher.example/x",
                "пример.рф/вход",
                "xn--bcher-kva.xn--p1ai/x",
                "bit．ly／x",
                "bit。ly/x",
                "kim@evil.example/x",
                "https://evil.test",
                "https:/evil.test",
                "HTTPS:evil",
                "javascript://x",
                "www.evil.test",
                "WWW.evil.test",
                "mailto:kim@evil.test",
                "MailTo:kim",
            })
    void linksAreRefusedInWhatReachesAnEmail(String typed) {
        assertThatThrownBy(() -> FreeText.lines("note", typed, 100)).isInstanceOfSatisfying(InvalidValue.class, e -> {
            assertThat(e.field()).isEqualTo("note");
            assertThat(e.code()).isEqualTo("text.link");
        });
        assertThatThrownBy(() -> FreeText.line("reason", typed, 100)).hasMessage("reason: text.link");
        assertThatThrownBy(() -> Names.company(typed)).hasMessage("companyName: name.link");
        assertThatThrownBy(() -> Names.person(typed)).hasMessage("name: name.link");
        assertThat(FreeText.portalLines("note", typed, 100)).isEqualTo(typed);
        assertThat(FreeText.portalLine("note", typed, 100)).isEqualTo(typed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Müller & Co. KG",
                "A/C Parts",
                "Smith/Jones",
                "St. Mary/Jones",
                "e.on",
                "Booking.com",
                "Booking.com / Priceline",
                "Is it Booking.com?",
                "Is it Booking.com?!",
                "S.A./N.V.",
                "M.Sc./Ph.D.",
                "S.p.A./GmbH",
                "Inc./Ltd.",
                "U.S./Canada",
                "Dipl.-Ing./FH",
                "1.5/2.0 mm",
                "24/7 Service",
                "c/o Kim",
                "Meier GmbH.Berlin",
                "3.5mm/M8",
                "Write to vera@acme.example",
                "http is a protocol",
                "C# / .NET/Java",
                "and/or",
                "...",
                "-./-",
            })
    void usualTextsAreNoLinks(String typed) {
        assertThat(Names.company(typed)).isEqualTo(typed);
        assertThat(FreeText.lines("note", typed, 100)).isEqualTo(typed);
    }

    @Test
    void aLinkIsSeenBehindInvisibleCharacters() {
        assertThatThrownBy(() -> FreeText.lines("note", "bit.ly\u200d/x", 100)).hasMessage("note: text.link");
        assertThatThrownBy(() -> FreeText.line("note", "bit.\ufe0fly/x", 100)).hasMessage("note: text.link");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u0000b",
                "a\u0007b",
                "a\u0085b",
                "a\u061cb",
                "a\u200eb",
                "a\u200fb",
                "a\u202ab",
                "a\u202eb",
                "a\u2066b",
                "a\u2069b",
                "a\u200bb",
                "a\ufeffb",
                "a\u00adb",
                "a\ud800b",
                "a\uffffb",
            })
    void controlBidiAndInvisibleCharactersAreRefusedEverywhere(String typed) {
        assertThatThrownBy(() -> FreeText.line("f", typed, 10)).hasMessage("f: text.characters");
        assertThatThrownBy(() -> FreeText.lines("f", typed, 10)).hasMessage("f: text.characters");
        assertThatThrownBy(() -> FreeText.portalLine("f", typed, 10)).hasMessage("f: text.characters");
        assertThatThrownBy(() -> FreeText.portalLines("f", typed, 10)).hasMessage("f: text.characters");
    }

    @Test
    void severalLinesKeepTheirLineEndsAndJoiners() {
        assertThat(FreeText.lines("note", " a\r\nb\rc\u2028d\te \n", 20)).isEqualTo("a\nb\nc\nd\te");
        assertThat(FreeText.lines("note", "👩\u200d🔧 می\u200cخواهم", 20)).isEqualTo("👩\u200d🔧 می\u200cخواهم");
        assertThatThrownBy(() -> FreeText.line("note", "a\nb", 20)).hasMessage("note: text.characters");
    }

    @Test
    void nothingIsNull() {
        assertThat(FreeText.lines("note", null, 10)).isNull();
        assertThat(FreeText.line("note", " \u00a0 ", 10)).isNull();
    }

    @Test
    void lengthCountsCharactersAfterTrimming() {
        assertThat(FreeText.lines("note", " " + "🚀".repeat(10) + "\n", 10)).hasSize(20);
        assertThatThrownBy(() -> FreeText.lines("note", "🚀".repeat(11), 10)).hasMessage("note: text.toolong");
        assertThatThrownBy(() -> FreeText.lines("note", "x".repeat(1_000_000), 10))
                .hasMessage("note: text.toolong");
    }

    /** Whatever is typed, the rule answers at once. */
    @Test
    void hostileTextsAreReadInLinearTime() {
        var hostile = ("a-".repeat(400) + ".").repeat(2).substring(0, 1000);
        assertThat(FreeText.lines("note", hostile, 1000)).isEqualTo(hostile);
        assertThat(FreeText.lines("note", "a.".repeat(500), 1000)).hasSize(1000);
    }
}
