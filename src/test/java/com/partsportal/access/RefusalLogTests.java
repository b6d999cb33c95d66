package com.partsportal.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.account.Role;
import com.partsportal.testing.LastStarted;
import com.partsportal.testing.PortalTest;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What operators see of failed sign-ins and refused requests: a line in the log each, and metrics. */
@PortalTest(properties = "portal.rate-limits.enabled=true")
@LastStarted
@AutoConfigureObservability(tracing = false)
@ExtendWith(OutputCaptureExtension.class)
class RefusalLogTests {

    private static final Pattern LINE = Pattern.compile("(?<=: )(?:sign-in failed|refused): .*");
    private static final String HERE = ", from 127.0.0.0/24";

    @Value("${portal.base-url}")
    String base;

    @Autowired
    LoginsByRole people;

    private CapturedOutput log;

    @BeforeEach
    void read(CapturedOutput output) {
        log = output;
    }

    @Test
    void eachFailedSignInIsALineWithoutWhatWasTyped() {
        var person = people.with(Role.TEAM_MEMBER);
        var browser = new Browser(base);
        var before = metric("portal_sign_in_failures_total{method=\"password\"}");

        browser.signIn(person.email(), "wrong password");
        browser.signIn("nobody@log.example", "wrong password");
        browser.get("/api/v1/me", "Authorization", ApiAccessTests.basic(person.email(), "wrong password"));
        browser.get("/actuator/prometheus", "Authorization", ApiAccessTests.basic(person.email(), "wrong password"));
        browser.get("/api/v1/customers", "Authorization", "Bearer pp_" + "x".repeat(43));
        browser.submit("/login", "/login/passkey", "credential", "{}");

        assertThat(lines())
                .containsExactly(
                        "sign-in failed: password, account " + person.id().value() + HERE,
                        "sign-in failed: password, account unknown" + HERE,
                        "sign-in failed: basic, account " + person.id().value() + HERE,
                        "sign-in failed: basic, account " + person.id().value() + HERE,
                        "sign-in failed: api-key, account unknown" + HERE,
                        "sign-in failed: passkey, account unknown" + HERE);
        assertThat(log.getAll()).doesNotContain("nobody@log.example", person.email(), "wrong password");
        assertThat(metric("portal_sign_in_failures_total{method=\"password\"}")).isEqualTo(before + 2);
    }

    @Test
    void theOwnPasswordTypedWrongAndAWrongCodeAreLinesToo() {
        var person = people.with(Role.TEAM_MEMBER);
        var browser = new Browser(base).as(person);
        var before = metric("portal_sign_in_failures_total{method=\"own-password\"}");

        browser.submit(
                "/portal/profile",
                "/portal/profile/passkeys",
                "passkeyName",
                "Phone",
                "passkeyPassword",
                "wrong password");
        browser.submit("/portal/profile", "/portal/profile/second-factor", "factorPassword", LoginsByRole.PASSWORD);
        browser.submit("/portal/profile/second-factor/new", "/portal/profile/second-factor/new", "code", "123");

        assertThat(lines())
                .containsExactly(
                        "sign-in failed: own-password, account " + person.id().value() + HERE,
                        "sign-in failed: code, account " + person.id().value() + HERE);
        assertThat(metric("portal_sign_in_failures_total{method=\"own-password\"}"))
                .isEqualTo(before + 1);
    }

    @Test
    void eachRefusalIsALineOnPagesApiActuatorAndCamundasAddresses() {
        var member = people.with(Role.TEAM_MEMBER);
        var agent = people.with(Role.SUPPORT);
        var memberBrowser = new Browser(base).as(member);
        var agentBrowser = new Browser(base).as(agent);
        var before = AREAS.keySet().stream().mapToDouble(this::forbidden).sum();

        assertThat(memberBrowser.get("/vendor/team").statusCode()).isEqualTo(403);
        assertThat(memberBrowser
                        .sendBody(
                                "POST",
                                "/api/v1/keys",
                                "{\"name\": \"ERP\"}",
                                "Content-Type",
                                "application/json",
                                "Authorization",
                                ApiAccessTests.basic(member.email(), LoginsByRole.PASSWORD))
                        .statusCode())
                .isEqualTo(403);
        assertThat(agentBrowser.get("/actuator/prometheus").statusCode()).isEqualTo(403);
        assertThat(agentBrowser.get("/camunda/app/cockpit/default/").statusCode())
                .isEqualTo(403);
        assertThat(agentBrowser
                        .get("/camunda/api/cockpit/plugin/base/default/process-definition/statistics")
                        .statusCode())
                .isEqualTo(403);

        assertThat(lines())
                .containsExactly(
                        forbidden("GET /vendor/team/** (pages)", member),
                        forbidden("POST /api/v1/keys/** (api)", member),
                        forbidden("GET /actuator/prometheus (actuator)", agent),
                        forbidden("GET /camunda/app/cockpit/** (camunda)", agent),
                        forbidden("GET /camunda/api/cockpit/** (camunda)", agent));
        AREAS.forEach((area, added) -> assertThat(forbidden(area)).as(area).isGreaterThanOrEqualTo(added));
        assertThat(AREAS.keySet().stream().mapToDouble(this::forbidden).sum()).isEqualTo(before + 5);
    }

    @Test
    void aFormWithoutItsTokenIsALine() {
        var member = people.with(Role.TEAM_MEMBER);
        var browser = new Browser(base).as(member);
        var support = people.with(Role.SUPPORT);
        var agent = new Browser(base).as(support);
        agent.get("/camunda/app/tasklist/default/");
        var before = metric("portal_refused_csrf_total{area=\"pages\"}");

        browser.post("/vendor/customers/new", Map.of("companyName", "Borg"));
        agent.sendBody(
                "POST",
                "/camunda/api/engine/engine/default/task/00000000-0000-0000-0000-000000000000/claim",
                "{\"userId\": \"" + support.id().value() + "\"}",
                "Content-Type",
                "application/json");

        assertThat(lines())
                .containsExactly(
                        "refused: csrf at POST /vendor/customers/** (pages), account "
                                + member.id().value() + HERE,
                        "refused: csrf at POST /camunda/api/engine/** (camunda), account "
                                + support.id().value() + HERE);
        assertThat(metric("portal_refused_csrf_total{area=\"pages\"}")).isEqualTo(before + 1);
    }

    @Test
    void aRefusedCallOfTheEngineIsOneLineThatNamesTheReason() {
        var support = people.with(Role.SUPPORT);
        var agent = new Browser(base).as(support);
        var tasks = "/camunda/api/engine/engine/default/task?";

        assertThat(agent.get(tasks + "assigneeExpression=x").statusCode()).isEqualTo(403);
        assertThat(agent.get(tasks + "assignee=%00").statusCode()).isEqualTo(400);

        var where = " at GET /camunda/api/engine/** (camunda), account "
                + support.id().value() + HERE;
        assertThat(lines()).containsExactly("refused: forbidden (expression)" + where, "refused: malformed" + where);
        assertThat(log.getAll()).doesNotContain("engine's REST API");
    }

    @Test
    void eachReachedLimitIsALineThatNamesTheLimit() {
        var person = people.with(Role.TEAM_MEMBER);
        var browser = new Browser(base);
        for (var i = 0; i < 10; i++) {
            browser.signIn(person.email(), "wrong password");
        }
        var before = metric("portal_refused_limits_total{area=\"api\"}");
        var failures = lines().size();

        browser.signIn(person.email(), "wrong password");
        browser.get("/api/v1/me", "Authorization", ApiAccessTests.basic(person.email(), "wrong password"));
        for (var ask = 1; ask <= 5; ask++) {
            browser.submit("/password", "/password", "email", "nobody" + ask + "@log.example");
        }
        browser.submit("/password", "/password", "email", "nobody6@log.example");

        assertThat(lines().subList(failures, lines().size()))
                .containsExactly(
                        "refused: limit sign-in at POST /login/** (pages), account unknown" + HERE,
                        "refused: limit sign-in at GET /api/v1/me (api), account unknown" + HERE,
                        "refused: limit password-ask at POST /password/** (pages), account unknown" + HERE);
        assertThat(metric("portal_refused_limits_total{area=\"api\"}")).isEqualTo(before + 1);
    }

    private static final Map<String, Double> AREAS = Map.of("pages", 1.0, "api", 1.0, "actuator", 1.0, "camunda", 2.0);

    private static String forbidden(String where, LoginsByRole.Person who) {
        return "refused: forbidden at " + where + ", account " + who.id().value() + HERE;
    }

    private double forbidden(String area) {
        return metric("portal_refused_forbidden_total{area=\"" + area + "\"}");
    }

    private List<String> lines() {
        return LINE.matcher(log.getAll())
                .results()
                .map(found -> found.group().strip())
                .toList();
    }

    /** As an administrator reads it. */
    private double metric(String name) {
        if (admin == null) {
            admin = new Browser(base).as(people.with(Role.ADMIN));
        }
        return admin.get("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElseThrow();
    }

    private Browser admin;
}
