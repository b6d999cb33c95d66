package com.partsportal.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.account.Role;
import com.partsportal.dev.MovableClock;
import com.partsportal.testing.LimitedPortalTest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

@LimitedPortalTest
class ThrottleTests {

    @Value("${portal.base-url}")
    String base;

    @Autowired
    LoginsByRole people;

    @Autowired
    MovableClock clock;

    @Test
    void tenFailuresCloseTheDoorForAWhileForThisLoginOnly() {
        var person = people.with(Role.TEAM_MEMBER);
        var other = people.with(Role.TEAM_MEMBER);
        var browser = new Browser(base);
        for (var attempt = 1; attempt <= 10; attempt++) {
            assertThat(browser.signIn(person.email().toUpperCase(), "wrong password no " + attempt)
                            .statusCode())
                    .isEqualTo(401);
        }

        var refused = browser.signIn(person.email(), LoginsByRole.PASSWORD);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 900L);
        assertThat(refused.body()).contains("Too many failed attempts");
        var api =
                browser.get("/api/v1/me", "Authorization", ApiAccessTests.basic(person.email(), LoginsByRole.PASSWORD));
        assertThat(api.statusCode()).isEqualTo(429);
        assertThat(api.body()).contains("too-many-requests");
        assertThat(api.headers().firstValue("Retry-After")).isPresent();
        assertThat(browser.signIn(other.email(), LoginsByRole.PASSWORD).statusCode())
                .isEqualTo(302);

        clock.advance(Duration.ofMinutes(15));
        assertThat(new Browser(base)
                        .signIn(person.email(), LoginsByRole.PASSWORD)
                        .statusCode())
                .isEqualTo(302);
    }

    @Test
    void anUnknownLoginIsThrottledAlike() {
        var browser = new Browser(base);
        for (var attempt = 1; attempt <= 10; attempt++) {
            assertThat(browser.signIn("nobody@throttle.example", "wrong").statusCode())
                    .isEqualTo(401);
        }
        assertThat(browser.signIn("nobody@throttle.example", "wrong").statusCode())
                .isEqualTo(429);
    }

    @Test
    void tenPasskeysThatFitNobodyCloseTheDoorToPasskeysForAWhile() {
        var person = people.with(Role.TEAM_MEMBER);
        var browser = new Browser(base);
        for (var attempt = 1; attempt <= 10; attempt++) {
            assertThat(browser.submit("/login", "/login/passkey/options").statusCode())
                    .isEqualTo(200);
            var refused = browser.submit("/login", "/login/passkey", "credential", PASSKEYS.get(attempt - 1));
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.body()).contains("The passkey did not work here");
        }

        var refused = browser.submit("/login", "/login/passkey", "credential", "");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(browser.signIn(person.email(), LoginsByRole.PASSWORD).statusCode())
                .isEqualTo(302);
    }

    /** What no device says. */
    private static final List<String> PASSKEYS = List.of(
            "",
            "{",
            "null",
            "[]",
            "{}",
            "{\"id\":\"AAAA\",\"rawId\":\"AAAA\",\"type\":\"public-key\"}",
            "{\"id\":\"AAAA\",\"rawId\":\"AAAA\",\"type\":\"public-key\",\"response\":{}}",
            "{\"id\":\"!\",\"rawId\":\"!\",\"type\":\"public-key\",\"response\":{}}",
            "{\"id\":\"AAAA\",\"rawId\":\"AAAA\",\"type\":\"public-key\",\"clientExtensionResults\":{},"
                    + "\"response\":{\"authenticatorData\":\"AAAA\",\"clientDataJSON\":\"AAAA\",\"signature\":\"AAAA\"}}",
            "[".repeat(40_000));

    @Test
    void successesNeverCount() {
        var person = people.with(Role.TEAM_MEMBER);
        for (var time = 1; time <= 12; time++) {
            assertThat(new Browser(base)
                            .signIn(person.email(), LoginsByRole.PASSWORD)
                            .statusCode())
                    .isEqualTo(302);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/password/", "/invitations/", "/email-change/"})
    void aClientOpensSixtyLinksAMinuteAndASignedInReaderAsManyAsItWants(String pages) {
        var link = pages + "a".repeat(43);
        var stranger = new Browser(base);
        var opened = 0;
        var refused = stranger.get(link);
        while (refused.statusCode() == 404 && opened < 1000) {
            opened++;
            refused = stranger.get(link);
        }
        assertThat(opened).as("one more comes back each second").isGreaterThanOrEqualTo(60);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(0)).isEqualTo(1);

        var reader = new Browser(base).as(people.with(Role.TEAM_MEMBER));
        assertThat(reader.get(link).statusCode()).isEqualTo(404);
    }

    @Test
    void aClientRequestsAtMostFivePasswordsAnHour() {
        var browser = new Browser(base);
        for (var ask = 1; ask <= 5; ask++) {
            assertThat(browser.submit("/password", "/password", "email", "nobody" + ask + "@people.example")
                            .statusCode())
                    .isEqualTo(302);
        }
        var refused = browser.submit("/password", "/password", "email", "nobody6@people.example");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.body()).contains("Too many requests");
    }

    @Test
    void aClientRequestsAtMostFiveAddressChangesAnHourAndAnAgentRegistersAnyNumber() {
        var stranger = new Browser(base);
        for (var ask = 1; ask <= 5; ask++) {
            assertThat(askForAddress(stranger, ask, "").statusCode()).isEqualTo(302);
        }
        var refused = askForAddress(stranger, 6, "");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.body()).contains("Too many requests");

        var agent = new Browser(base).as(people.with(Role.SUPPORT));
        for (var call = 7; call <= 12; call++) {
            assertThat(askForAddress(agent, call, "BY_PHONE").statusCode()).isEqualTo(302);
        }

        clock.advance(Duration.ofHours(1));
        assertThat(askForAddress(stranger, 13, "").statusCode()).isEqualTo(302);
    }

    @Test
    void askingForAnAddressSignedInCountsForEachPersonNotForTheClient() {
        var stranger = new Browser(base);
        var refused = askForAddress(stranger, 20, "");
        for (var ask = 21; refused.statusCode() == 302 && ask < 40; ask++) {
            refused = askForAddress(stranger, ask, "");
        }
        assertThat(refused.statusCode()).isEqualTo(429);

        var first = new Browser(base).as(people.with(Role.CUSTOMER_MANAGER));
        for (var ask = 41; ask <= 45; ask++) {
            assertThat(askForAddress(first, ask, "").statusCode())
                    .as("ask " + ask)
                    .isEqualTo(302);
        }
        assertThat(askForAddress(first, 46, "").statusCode()).isEqualTo(429);
        var second = new Browser(base).as(people.with(Role.CUSTOMER_MANAGER));
        assertThat(askForAddress(second, 47, "").statusCode()).isEqualTo(302);
    }

    private static HttpResponse<String> askForAddress(Browser browser, int number, String source) {
        return browser.submit(
                "/email-change",
                "/email-change",
                "current",
                "nobody" + number + "@people.example",
                "requested",
                "somebody" + number + "@people.example",
                "reason",
                "The mailbox is gone",
                "source",
                source);
    }
}
