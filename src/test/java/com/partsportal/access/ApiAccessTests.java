package com.partsportal.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.account.Role;
import com.partsportal.testing.PortalTest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** The API's door: a login with each call, no cookie in or out. */
@PortalTest
class ApiAccessTests {

    private static final String CUSTOMERS = "/api/v1/customers";

    @Value("${portal.base-url}")
    String base;

    @Autowired
    People people;

    @Test
    void withoutALoginItIs401AndNoRedirect() {
        var answer = new Browser(base).get(CUSTOMERS);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(Browser.location(answer)).isEmpty();
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Basic");
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"unauthenticated\"");
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void aWrongLoginIs401AsWell() {
        var person = people.with(Role.TEAM_MEMBER);
        assertThat(call(person.email(), "wrong wrong wrong", CUSTOMERS).statusCode())
                .isEqualTo(401);
        assertThat(call("nobody@people.example", "wrong wrong wrong", CUSTOMERS).statusCode())
                .isEqualTo(401);
        assertThat(new Browser(base)
                        .get(CUSTOMERS, "Authorization", "Basic ####")
                        .statusCode())
                .isEqualTo(401);
        assertThat(new Browser(base).get(CUSTOMERS, "Authorization", "Bearer x").statusCode())
                .isEqualTo(401);
    }

    @Test
    void aSessionOfPagesIsNotAcceptedAndNoneIsIssued() {
        var browser = new Browser(base).as(people.with(Role.VENDOR_ADMIN));
        assertThat(browser.get(CUSTOMERS).statusCode()).isEqualTo(401);

        var answer = call(people.with(Role.VENDOR_ADMIN).email(), People.PASSWORD, CUSTOMERS);
        assertThat(answer.statusCode()).isNotIn(401, 403);
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void aWrongRoleIs403AndAnUnknownPath404() {
        var customer = people.with(Role.CUSTOMER_MANAGER).email();
        var refused = call(customer, People.PASSWORD, CUSTOMERS);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("\"code\":\"forbidden\"");
        var unknown = call(customer, People.PASSWORD, "/api/v1/nothing");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("\"code\":\"not-found\"");
    }

    @Test
    void aPostNeedsNoFormToken() {
        var person = people.with(Role.TEAM_MEMBER);
        var answer =
                new Browser(base).post(CUSTOMERS, Map.of(), "Authorization", basic(person.email(), People.PASSWORD));
        assertThat(answer.statusCode()).isNotIn(401, 403);
    }

    private HttpResponse<String> call(String email, String password, String path) {
        return new Browser(base).get(path, "Authorization", basic(email, password));
    }

    static String basic(String email, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((email + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
