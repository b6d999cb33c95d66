package com.partsportal.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.convert.support.DefaultConversionService;

class EmailAddressTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "kim@borg.example|kim@borg.example",
                "Kim.Q@BORG.Example|kim.q@borg.example",
                "\u00a0\u3000kim@borg.example\u2003\t|kim@borg.example",
                "a!#$%&'*+/?=^_{}~`-z@x.test|a!#$%&'*+/?=^_{}~`-z@x.test",
                "kim+tag@borg.example|kim+tag@borg.example",
                "kim@straße.example|kim@xn--strae-oqa.example",
                "kim@STRASSE.example|kim@strasse.example",
                "kim@münchen.example|kim@xn--mnchen-3ya.example",
                "kim@XN--MNCHEN-3YA.example|kim@xn--mnchen-3ya.example",
                "kim@例え。テスト|kim@xn--r8jz45g.xn--zckzah",
                "kim@\u212aelvin.example|kim@kelvin.example",
                "kim@ｂｏｒｇ.example|kim@borg.example",
                "kim@ab--cd.example|kim@ab--cd.example",
                "kim@1.2.3.4a|kim@1.2.3.4a",
                "kim@a.b|kim@a.b",
            })
    void isNormalised(String typed, String normal) {
        assertThat(new EmailAddress(typed).value()).isEqualTo(normal);
        assertThat(new EmailAddress(normal)).isEqualTo(new EmailAddress(typed));
    }

    @Test
    void aPipeIsAllowedInALocalPart() {
        assertThat(new EmailAddress("a|b@x.test").value()).isEqualTo("a|b@x.test");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "@b.test",
                "a@b@c.test",
                "<evil@x.test>victim@b.test",
                "evil@x.test <victim@b.test>",
                "a b@c.test",
                "a@b.test, c@d.test",
                "a@b.test\r\nBcc: c@d.test",
                "\"a b\"@c.test",
                "\"a@b\"@c.test",
                "a(comment)@b.test",
                ".a@b.test",
                "a.@b.test",
                "a..b@c.test",
                "=?utf-8?q?a?=@b.test",
                "a,b@c.test",
                "a;b@c.test",
                "a:b@c.test",
                "a\\b@c.test",
                "a[b@c.test",
                "a\u0000b@c.test",
            })
    void aMalformedOneIsRefused(String typed) {
        assertRefused(typed, "email.malformed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jörg@b.test",
                "\u212aim@b.test",
                "k\u0131m@b.test",
                "用户@b.test",
                "a\u200bb@c.test",
                "\u202ea@b.test",
                "a\u00adb@c.test",
                "\ufeffa@b.test",
                "a\ud800@b.test",
            })
    void aLocalPartBeyondAsciiIsRefusedWithAWordOfItsOwn(String typed) {
        assertRefused(typed, "email.nonascii");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@",
                "a@b",
                "a@b.",
                "a@.b.test",
                "a@b..test",
                "a@-b.test",
                "a@b-.test",
                "a@b_c.test",
                "a@[127.0.0.1]",
                "a@[IPv6:::1]",
                "a@127.0.0.1",
                "a@b.123",
                "a@b.１２３",
                "a@b c.test",
                "a@b.test/evil",
                "a@b.test:25",
                "a@ex\u200bample.test",
                "a@ex\u00adample.test",
                "a@ex\u202eample.test",
                "a@ex\u200dample.test",
                "a@ex\ufe0fample.test",
                "a@b.test\u0000",
                "a@xn--zzzzzzzzz-.test",
                "a@b\uff0f.test",
                "a@\ud800b.test",
            })
    void aBadDomainIsRefused(String typed) {
        assertRefused(typed, "email.domain");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00a0\t"})
    void nothingIsRefused(String typed) {
        assertRefused(typed, "email.required");
    }

    @Test
    void lengthsAreThoseOfSmtp() {
        var local = "l".repeat(64);
        var label = "d".repeat(63);
        assertThat(EmailAddress.isValid(local + "@x.test")).isTrue();
        assertRefused(local + "l@x.test", "email.toolong");
        assertThat(EmailAddress.isValid("a@" + label + ".test")).isTrue();
        assertRefused("a@" + label + "d.test", "email.domain");
        var domain = label + "." + label + "." + label + ".";
        assertThat(new EmailAddress("a@" + domain + "d".repeat(60)).value()).hasSize(254);
        assertRefused("a@" + domain + "d".repeat(61), "email.toolong");
        assertRefused("a@" + domain + "d".repeat(63), "email.toolong");
        assertRefused("a".repeat(1_000_000), "email.toolong");
    }

    @Test
    void theMachinesLanguageChangesNothing() {
        var before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(new EmailAddress("IRIS@BIG.EXAMPLE").value()).isEqualTo("iris@big.example");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void jsonAndFormsBindToIt() throws Exception {
        var json = new ObjectMapper();
        assertThat(json.readValue("\"Kim@Borg.example\"", EmailAddress.class))
                .isEqualTo(new EmailAddress("kim@borg.example"));
        assertThat(json.writeValueAsString(new EmailAddress("kim@borg.example")))
                .isEqualTo("\"kim@borg.example\"");
        assertThatThrownBy(() -> json.readValue("\"nobody\"", EmailAddress.class))
                .isInstanceOf(JsonMappingException.class);
        assertThat(new DefaultConversionService().convert("Kim@Borg.example", EmailAddress.class))
                .isEqualTo(new EmailAddress("kim@borg.example"));
    }

    private static void assertRefused(String typed, String code) {
        assertThat(EmailAddress.isValid(typed)).isFalse();
        assertThatThrownBy(() -> new EmailAddress(typed)).isInstanceOfSatisfying(InvalidValue.class, fault -> {
            assertThat(fault.field()).isEqualTo("email");
            assertThat(fault.code()).isEqualTo(code);
        });
    }

    @Test
    void knowsItsDomainAndWhatItCouldNotBe() {
        var address = new EmailAddress("kim@borg.example");
        assertThat(address.domain()).isEqualTo("borg.example");
        assertThat(address).hasToString("kim@borg.example");
        assertThat(EmailAddress.isValid("kim@borg.example")).isTrue();
        assertThat(EmailAddress.isValid("kim")).isFalse();
        assertThat(EmailAddress.isValid(null)).isFalse();
    }
}
