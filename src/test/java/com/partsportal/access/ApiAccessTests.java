package com.partsportal.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.account.Role;
import com.partsportal.testing.PortalTest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** Authentication of the API: a login with each call, no cookie in or out. */
@PortalTest
class ApiAccessTests {

    private static final String CUSTOMERS = "/api/v1/customers";

    @Value("${portal.base-url}")
    String base;

    @Autowired
    LoginsByRole people;

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

        var answer = call(people.with(Role.VENDOR_ADMIN).email(), LoginsByRole.PASSWORD, CUSTOMERS);
        assertThat(answer.statusCode()).isNotIn(401, 403);
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void aWrongRoleIs403AndAnUnknownPath404() {
        var customer = people.with(Role.CUSTOMER_MANAGER).email();
        var refused = call(customer, LoginsByRole.PASSWORD, CUSTOMERS);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("\"code\":\"forbidden\"");
        var unknown = call(customer, LoginsByRole.PASSWORD, "/api/v1/nothing");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("\"code\":\"not-found\"");
    }

    @Test
    void aPostNeedsNoFormToken() {
        var person = people.with(Role.TEAM_MEMBER);
        var answer = new Browser(base)
                .post(CUSTOMERS, Map.of(), "Authorization", basic(person.email(), LoginsByRole.PASSWORD));
        assertThat(answer.statusCode()).isNotIn(401, 403);
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, https://evil.example",
        "Origin, null",
        "Origin, http://localhost.evil.example",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Sec-Fetch-Site, anything"
    })
    void whatAnotherSiteMakesABrowserSendIsRefused(String header, String value) {
        var login = basic(people.with(Role.TEAM_MEMBER).email(), LoginsByRole.PASSWORD);
        for (var method : List.of("POST", "PUT", "PATCH", "DELETE")) {
            var refused = new Browser(base).sendBody(method, CUSTOMERS, "{}", "Authorization", login, header, value);
            assertThat(refused.statusCode()).as(method).isEqualTo(403);
            assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(refused.body()).contains("\"code\":\"cross-site\"");
        }
        assertThat(new Browser(base)
                        .get(CUSTOMERS, "Authorization", login, header, value)
                        .statusCode())
                .as("reading changes nothing")
                .isEqualTo(200);
    }

    @Test
    void ourOwnPageAndAProgramAreNotAnotherSite() {
        var login = basic(people.with(Role.TEAM_MEMBER).email(), LoginsByRole.PASSWORD);
        for (var headers : List.of(
                List.of("Origin", base),
                List.of("Sec-Fetch-Site", "same-origin"),
                List.of("Sec-Fetch-Site", "none"),
                List.of("Sec-Fetch-Site", "same-origin", "Origin", "https://evil.example"),
                List.<String>of())) {
            var all = new ArrayList<>(List.of("Authorization", login, "Content-Type", "application/json"));
            all.addAll(headers);
            assertThat(new Browser(base)
                            .sendBody("POST", CUSTOMERS, "{}", all.toArray(String[]::new))
                            .statusCode())
                    .as(headers.toString())
                    .isEqualTo(400);
        }
    }

    private HttpResponse<String> call(String email, String password, String path) {
        return new Browser(base).get(path, "Authorization", basic(email, password));
    }

    static String basic(String email, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((email + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
