package com.partsportal.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.account.Role;
import com.partsportal.testing.PortalTest;
import java.net.HttpCookie;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.stereotype.Controller;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.web.bind.annotation.GetMapping;

/** A portal that people reach over TLS: its cookies, and the headers of every answer of every chain. */
@PortalTest(properties = {"portal.limits.enabled=true", "portal.limits.link-pages=3/PT1H"})
@ContextConfiguration(initializers = SecurityHeadersTests.BehindTls.class)
@Import(SecurityHeadersTests.Broken.class)
@ExtendWith(OutputCaptureExtension.class)
class SecurityHeadersTests {

    /** The port speaks plain http, as it does behind a load balancer. */
    static class BehindTls implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "behind TLS", Map.of("portal.base-url", "https://parts.portal.example")));
        }
    }

    /** Pages with a fault, one for each chain that has controllers of ours. */
    @TestConfiguration
    @Controller
    static class Broken {

        @GetMapping({"/login/broken", "/api/v1/keys/broken"})
        String fail() {
            throw new IllegalStateException("a fault on purpose");
        }
    }

    @Value("${server.port}")
    int port;

    @Autowired
    LoginsByRole people;

    Browser browser;

    @BeforeEach
    void open() {
        browser = new Browser("http://localhost:" + port);
    }

    @Test
    void everyAnswerCarriesThem() {
        var member = cookies(people.with(Role.TEAM_MEMBER));
        var agent = cookies(people.with(Role.SUPPORT));

        check(200, browser.get("/login"));
        check(200, browser.get("/app.css"));
        check(200, browser.get("/actuator/health/liveness"));
        check(200, browser.get("/camunda/app/tasklist/default/", "Cookie", agent));
        check(302, browser.get("/vendor/customers"));
        check(302, browser.get("/camunda/app/tasklist/"));
        check(302, browser.get("/swagger-ui.html"));
        check(400, browser.get("/vendor/customers;x=1"));
        check(400, browser.get("/api//v1"));
        check(401, browser.get("/api/v1/me"));
        check(401, browser.get("/actuator/prometheus"));
        check(401, browser.get("/camunda/api/engine/engine/default/task/count"));
        check(401, signIn("nobody@people.example", "not a password"));
        check(403, browser.send("POST", "/login"));
        check(403, browser.get("/admin/staff", "Cookie", member));
        check(403, browser.get("/camunda/app/cockpit/", "Cookie", agent));
        check(403, browser.get("/camunda/api/cockpit/plugin/asset", "Cookie", agent));
        check(403, browser.get("/actuator/prometheus", "Cookie", agent));
        check(404, browser.get("/nothing/here"));
        check(404, browser.get("/nothing.css"));
        check(404, browser.get("/camunda/app/nothing"));
        check(404, browser.get("/camunda/api/engine/engine/default/task/nothing", "Cookie", agent));
        check(404, browser.get("/actuator/health/nothing"));
        check(404, browser.get("/swagger-ui/nothing.js", "Cookie", agent));
        check(404, browser.get("/api/v1/customers/nothing", "Authorization", basic(people.with(Role.TEAM_MEMBER))));
        check(405, browser.send("DELETE", "/api/v1/me", "Authorization", basic(people.with(Role.TEAM_MEMBER))));
        check(405, browser.send("POST", "/actuator/health"));
        check(429, tooOften("/password/nothing"));
        check(500, browser.get("/login/broken"));
        check(500, browser.get("/api/v1/keys/broken", "Authorization", basic(people.with(Role.VENDOR_ADMIN))));
    }

    /** The person, the caller and the operator name a failure by one id. */
    @Test
    void aFaultHasAnIdThatTheLogHasToo(CapturedOutput log) {
        var page = browser.get("/login/broken");
        var named =
                Pattern.compile("<span class=\"code\">([0-9a-f-]{36})</span>").matcher(page.body());
        assertThat(named.find()).isTrue();
        assertThat(log.getAll()).contains("error " + named.group(1) + ": a request failed");

        var problem = browser.get("/api/v1/keys/broken", "Authorization", basic(people.with(Role.VENDOR_ADMIN)));
        var instance =
                Pattern.compile("\"instance\":\"urn:uuid:([0-9a-f-]{36})\"").matcher(problem.body());
        assertThat(instance.find()).isTrue();
        assertThat(log.getAll()).contains("error " + instance.group(1) + ": a call of the API failed");
    }

    private HttpResponse<String> tooOften(String page) {
        for (var times = 0; times < 3; times++) {
            browser.get(page);
        }
        return browser.get(page);
    }

    private static void check(int status, HttpResponse<String> answer) {
        var what = answer.request().method() + " " + answer.uri().getPath();
        assertThat(answer.statusCode()).as(what).isEqualTo(status);
        assertThat(answer.headers().allValues("Content-Security-Policy"))
                .as(what)
                .singleElement()
                .asString()
                .contains("frame-ancestors");
        assertThat(answer.headers().map().entrySet().stream()
                        .filter(header -> !header.getKey().equals("content-security-policy"))
                        .collect(Collectors.toMap(Map.Entry::getKey, header -> String.join(" | ", header.getValue()))))
                .as(what)
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("referrer-policy", "no-referrer")
                .containsEntry("strict-transport-security", "max-age=31536000 ; includeSubDomains")
                .containsKey("permissions-policy");
        if (status >= 400) {
            assertThat(answer.headers().firstValue("Cache-Control").orElse(""))
                    .as(what)
                    .containsAnyOf("no-store", "no-cache");
        }
    }

    @Test
    void cookiesAreBoundToThisHost() {
        var answer = signIn(people.with(Role.PROCESS_OWNER).email(), LoginsByRole.PASSWORD);
        var cookies = answer.headers().allValues("Set-Cookie");

        assertThat(cookies)
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("__Host-portal-session=")
                        .contains("; Path=/")
                        .contains("; Secure")
                        .contains("; HttpOnly")
                        .contains("; SameSite=Lax"));
        assertThat(browser.get("/login").headers().allValues("Set-Cookie"))
                .allSatisfy(cookie -> assertThat(cookie)
                        .startsWith("__Host-portal-csrf=")
                        .contains("; Path=/")
                        .contains("; Secure")
                        .contains("; HttpOnly"));
        assertThat(cookies).noneSatisfy(cookie -> assertThat(cookie).containsIgnoringCase("Domain="));
    }

    @Test
    void camundasCookieNeedsTlsAsWell() {
        var page = browser.get("/camunda/app/cockpit/default/", "Cookie", cookies(people.with(Role.PROCESS_OWNER)));

        assertThat(page.headers().allValues("Set-Cookie"))
                .isNotEmpty()
                .allSatisfy(cookie -> assertThat(cookie).contains("Secure"))
                .anySatisfy(cookie -> assertThat(cookie).startsWith("XSRF-TOKEN="));
    }

    /** The cookies of a person who has signed in. */
    private String cookies(LoginsByRole.Person person) {
        return signIn(person.email(), LoginsByRole.PASSWORD).headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("__Host-portal-session="))
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .findFirst()
                .orElseThrow();
    }

    /** A cookie for TLS is not sent by a browser over plain http: it is carried by hand. */
    private HttpResponse<String> signIn(String email, String password) {
        var page = browser.get("/login");
        var csrf = HttpCookie.parse(
                        "Set-Cookie: " + page.headers().firstValue("Set-Cookie").orElseThrow())
                .get(0);
        return browser.post(
                "/login",
                Map.of(
                        "email",
                        email,
                        "password",
                        password,
                        "_csrf",
                        Browser.token(page.body()).orElseThrow()),
                "Cookie",
                csrf.getName() + "=" + csrf.getValue());
    }

    private static String basic(LoginsByRole.Person person) {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString(
                                (person.email() + ":" + LoginsByRole.PASSWORD).getBytes(StandardCharsets.UTF_8));
    }
}
