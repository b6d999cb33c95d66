package com.partsportal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.partsportal.account.Role;
import com.partsportal.dev.MovableClock;
import com.partsportal.testing.LimitedPortalTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Limits that need clients with addresses of their own. */
@LimitedPortalTest
class SignInLimitsTests {

    private static final String WRONG = "not the password at all";

    @Autowired
    MockMvc mvc;

    @Autowired
    LoginsByRole people;

    @Autowired
    MovableClock clock;

    @Test
    void aNetworkOfIpv6IsOneClientForOneLogin() {
        var person = people.with(Role.TEAM_MEMBER);
        for (var i = 1; i <= 10; i++) {
            assertThat(signIn("2001:db8:1:1::" + i, person.email(), WRONG).getStatus())
                    .isEqualTo(401);
        }

        var refused = signIn("2001:db8:1:1:ffff::1", person.email(), LoginsByRole.PASSWORD);
        assertThat(refused.getStatus()).isEqualTo(429);
        assertThat(refused.getHeader("Retry-After")).isNotNull();
        assertThat(basic("2001:db8:1:1:eeee::1", person.email(), LoginsByRole.PASSWORD)
                        .getStatus())
                .isEqualTo(429);
        assertThat(signIn("2001:db8:1:2::1", person.email(), LoginsByRole.PASSWORD)
                        .getStatus())
                .isEqualTo(302);
    }

    @Test
    void aClientThatFailsForManyLoginsIsRefusedForAllOfThem() {
        for (var login = 0; login < 5; login++) {
            var person = people.with(Role.TEAM_MEMBER);
            for (var i = 0; i < 10; i++) {
                assertThat(signIn("198.51.100.1", person.email(), WRONG).getStatus())
                        .isEqualTo(401);
            }
        }
        var another = people.with(Role.TEAM_MEMBER);

        assertThat(signIn("198.51.100.1", another.email(), LoginsByRole.PASSWORD)
                        .getStatus())
                .isEqualTo(429);
        assertThat(basic("198.51.100.1", another.email(), LoginsByRole.PASSWORD).getStatus())
                .isEqualTo(429);
        assertThat(signIn("198.51.100.2", another.email(), LoginsByRole.PASSWORD)
                        .getStatus())
                .isEqualTo(302);

        clock.advance(Duration.ofMinutes(15));
        assertThat(signIn("198.51.100.1", another.email(), LoginsByRole.PASSWORD)
                        .getStatus())
                .isEqualTo(302);
    }

    @Test
    void failuresOfManyClientsSlowALoginDownAndNeverLockIt() {
        var person = people.with(Role.TEAM_MEMBER);
        assertThat(signIn("203.0.113.7", person.email(), LoginsByRole.PASSWORD).getStatus())
                .isEqualTo(302);
        for (var client = 1; client <= 50; client++) {
            assertThat(signIn("192.0.2." + client, person.email(), WRONG).getStatus())
                    .isEqualTo(401);
        }

        assertThat(signIn("192.0.2.101", person.email(), WRONG).getStatus())
                .as("the first of those that wait for each other")
                .isEqualTo(401);
        var waiting = signIn("192.0.2.102", person.email(), LoginsByRole.PASSWORD);
        assertThat(waiting.getStatus()).isEqualTo(429);
        assertThat(waiting.getHeader("Retry-After")).isEqualTo("3");
        for (var time = 0; time < 3; time++) {
            assertThat(signIn("203.0.113.7", person.email(), LoginsByRole.PASSWORD)
                            .getStatus())
                    .as("from a network that it has used before")
                    .isEqualTo(302);
        }

        for (var client = 103; client <= 160; client++) {
            signIn("192.0.2." + client, person.email(), WRONG);
        }
        clock.advance(Duration.ofHours(1));
        assertThat(signIn("192.0.2.200", person.email(), LoginsByRole.PASSWORD).getStatus())
                .isEqualTo(302);
    }

    @Test
    void attemptsMadeAtOnceDoNotOverrunTheLimit() throws Exception {
        var person = people.with(Role.TEAM_MEMBER);
        var threads = Executors.newFixedThreadPool(30);
        var refused = 0;
        var failed = 0;
        try {
            var answers = new ArrayList<Future<MockHttpServletResponse>>();
            for (var i = 0; i < 60; i++) {
                answers.add(threads.submit(() -> signIn("198.51.100.77", person.email(), WRONG)));
            }
            for (var answer : answers) {
                switch (answer.get().getStatus()) {
                    case 401 -> failed++;
                    case 429 -> refused++;
                    default -> throw new AssertionError(answer.get().getStatus());
                }
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(failed).isBetween(1, 10);
        assertThat(refused).isEqualTo(60 - failed);
    }

    @Test
    void anAddressGetsFewEmailsADayAndALoginsOwnRequestsCountSeparately() {
        var victim = "victim@people.example";
        for (var i = 1; i <= 5; i++) {
            assertThat(askForAddress("198.51.101." + i, "somebody" + i + "@people.example", victim)
                            .getStatus())
                    .isEqualTo(302);
        }
        var refused = askForAddress("198.51.101.6", "somebody6@people.example", victim);
        assertThat(refused.getStatus()).isEqualTo(429);
        assertThat(refused.getHeader("Retry-After")).isNotNull();

        var person = people.with(Role.TEAM_MEMBER);
        for (var i = 1; i <= 5; i++) {
            assertThat(askForAddress("198.51.102." + i, person.email(), "new" + i + "@people.example")
                            .getStatus())
                    .isEqualTo(302);
        }
        assertThat(askForAddress("198.51.102.6", person.email(), "new6@people.example")
                        .getStatus())
                .isEqualTo(429);
        var session =
                signIn("198.51.102.7", person.email(), LoginsByRole.PASSWORD).getCookie("portal-session");
        assertThat(perform("198.51.102.7", request("", "new7@people.example").cookie(session))
                        .getStatus())
                .isEqualTo(302);

        clock.advance(Duration.ofDays(1));
        assertThat(askForAddress("198.51.101.7", "somebody7@people.example", victim)
                        .getStatus())
                .isEqualTo(302);
    }

    private MockHttpServletResponse askForAddress(String client, String current, String requested) {
        return perform(client, request(current, requested));
    }

    private static MockHttpServletRequestBuilder request(String current, String requested) {
        return post("/email-change")
                .param("current", current)
                .param("requested", requested)
                .param("reason", "The mailbox is gone")
                .with(csrf());
    }

    private MockHttpServletResponse signIn(String client, String email, String password) {
        return perform(
                client,
                post("/login").param("email", email).param("password", password).with(csrf()));
    }

    private MockHttpServletResponse basic(String client, String email, String password) {
        return perform(client, get("/api/v1/me").header("Authorization", ApiAccessTests.basic(email, password)));
    }

    private MockHttpServletResponse perform(String client, MockHttpServletRequestBuilder request) {
        try {
            return mvc.perform(request.with(asked -> {
                        asked.setRemoteAddr(client);
                        return asked;
                    }))
                    .andReturn()
                    .getResponse();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
