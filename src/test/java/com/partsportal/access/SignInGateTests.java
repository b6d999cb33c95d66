package com.partsportal.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.account.Passwords;
import com.partsportal.account.Role;
import com.partsportal.shared.TooManyRequests;
import com.partsportal.testing.LimitedPortalTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Sign-ins while many passwords wait for being hashed. */
@LimitedPortalTest
@ExtendWith(OutputCaptureExtension.class)
class SignInGateTests {

    private static final String HERE = "127.0.0.1";

    @Value("${portal.base-url}")
    String base;

    @Autowired
    LoginsByRole people;

    @Autowired
    Passwords passwords;

    private final List<Passwords.Attempt> taken = new ArrayList<>();

    @AfterEach
    void giveBack() {
        taken.forEach(Passwords.Attempt::close);
        taken.clear();
    }

    @Test
    void aClientWithItsShareInTheQueueIsRefusedAndServedAgainWhenItIsThrough(CapturedOutput log) {
        var person = people.with(Role.TEAM_MEMBER);
        takeAllOf(HERE);
        var browser = new Browser(base);

        var refused = browser.signIn(person.email(), LoginsByRole.PASSWORD);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        assertThat(refused.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(refused.body()).contains("Many people are signing in right now");
        var call =
                browser.get("/api/v1/me", "Authorization", ApiAccessTests.basic(person.email(), LoginsByRole.PASSWORD));
        assertThat(call.statusCode()).isEqualTo(429);
        assertThat(call.body()).contains("too-many-requests");
        assertThat(log.getOut())
                .contains(
                        "refused: limit password-hashing at POST /login/** (pages)",
                        "refused: limit password-hashing at GET /api/v1/me (api)");
        for (var path : List.of("/actuator/health/liveness", "/app.css", "/login")) {
            assertThat(browser.get(path).statusCode()).as(path).isEqualTo(200);
        }

        giveBack();
        assertThat(browser.signIn(person.email(), LoginsByRole.PASSWORD).statusCode())
                .isEqualTo(302);
    }

    @Test
    void anotherClientsShareTakesNothingFromThisOne() {
        var person = people.with(Role.TEAM_MEMBER);
        takeAllOf("198.51.100.60");

        assertThat(new Browser(base)
                        .signIn(person.email(), LoginsByRole.PASSWORD)
                        .statusCode())
                .isEqualTo(302);
    }

    private void takeAllOf(String client) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(client);
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
        try {
            while (!passwords.isBusy(client)) {
                taken.add(passwords.begin());
            }
            assertThat(catchRefusal()).isEqualTo(Passwords.BUSY);
        } finally {
            RequestContextHolder.resetRequestAttributes();
        }
    }

    private String catchRefusal() {
        try {
            taken.add(passwords.begin());
            return "none";
        } catch (TooManyRequests refused) {
            return refused.limit();
        }
    }
}
