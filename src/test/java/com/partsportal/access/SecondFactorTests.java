package com.partsportal.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.account.Accounts;
import com.partsportal.account.PasskeyRows;
import com.partsportal.account.Role;
import com.partsportal.dev.MovableClock;
import com.partsportal.testing.AuthenticatorApp;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.Mailbox;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.ReceivedMail;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;

/** A portal whose staff needs a second factor, as outside of profile demo. */
@PortalTest(properties = {"portal.staff.second-factor=required", "portal.rate-limits.enabled=true"})
class SecondFactorTests {

    private static final Pattern RECOVERY_CODE = Pattern.compile("<code>([a-z2-7]{5}(?:-[a-z2-7]{5}){4})</code>");

    @Value("${portal.base-url}")
    String base;

    @Autowired
    LoginsByRole people;

    @Autowired
    Accounts accounts;

    @Autowired
    SessionContext sessions;

    @Autowired
    MovableClock clock;

    @Autowired
    Mailbox mailbox;

    @Autowired
    Jobs jobs;

    @Autowired
    JdbcClient jdbc;

    Browser browser;

    @BeforeEach
    void open() {
        browser = new Browser(base);
    }

    @ParameterizedTest
    @EnumSource(names = {"SUPPORT", "SUPPORT_LEAD", "PROCESS_OWNER", "ADMIN"})
    void staffSetsOneUpBeforeAnythingElseIsReachable(Role role) {
        var person = people.with(role);

        assertThat(Browser.location(browser.signIn(person.email(), LoginsByRole.PASSWORD)))
                .isEqualTo("/login/second-factor");

        for (var page : List.of(
                "/portal/profile",
                "/admin/staff",
                "/camunda/app/tasklist/default/",
                "/camunda/app/cockpit/default/",
                "/email-change/cases/x",
                "/swagger-ui/index.html")) {
            assertThat(Browser.location(browser.get(page))).as(page).startsWith("/login");
        }
        assertThat(browser.get("/camunda/api/engine/engine/default/task/count").statusCode())
                .isEqualTo(401);
        assertThat(browser.get("/actuator/prometheus").statusCode()).isEqualTo(401);
        assertThat(Browser.location(browser.get("/login/code"))).isEqualTo("/login");
        assertThat(browser.get("/login").body()).contains("name=\"password\"");

        var page = browser.get("/login/second-factor");
        assertThat(page.body()).contains("<svg class=\"qr\"", "otpauth://totp/Parts%20Portal:", person.email());
        var app = AuthenticatorApp.scan(page.body(), clock);
        var wrong = browser.submit("/login/second-factor", "/login/second-factor", "code", "000000");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(AuthenticatorApp.scan(wrong.body(), clock).secret()).isEqualTo(app.secret());

        var done = browser.submit("/login/second-factor", "/login/second-factor", "code", app.code());

        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(recoveryCodes(done)).hasSize(8).doesNotHaveDuplicates();
        assertThat(browser.get("/portal/profile").statusCode()).isEqualTo(200);
        assertThat(notices(person.email())).containsExactly("An authenticator app was set up for your login");
    }

    @Test
    void fromThenOnEachSignInNeedsACodeAndNoneCountsTwice() {
        var agent = people.with(Role.SUPPORT);
        var app = setUp(agent);

        var again = new Browser(base);
        assertThat(Browser.location(again.signIn(agent.email(), LoginsByRole.PASSWORD)))
                .isEqualTo("/login/code");
        assertThat(Browser.location(again.get("/login/second-factor"))).isEqualTo("/login");
        assertThat(Browser.location(again.get("/camunda/app/tasklist/default/")))
                .startsWith("/login");
        assertThat(again.submit("/login/code", "/login/code", "code", app.code())
                        .statusCode())
                .as("the code that the app was set up with")
                .isEqualTo(401);

        clock.advance(Duration.ofSeconds(30));
        var code = app.code();
        assertThat(Browser.location(again.submit(
                        "/login/code", "/login/code", "code", code.substring(0, 3) + " " + code.substring(3))))
                .isEqualTo("/camunda/app/tasklist/");
        assertThat(again.get("/camunda/app/tasklist/default/").statusCode()).isEqualTo(200);

        var thief = new Browser(base);
        thief.signIn(agent.email(), LoginsByRole.PASSWORD);
        assertThat(thief.submit("/login/code", "/login/code", "code", code).statusCode())
                .isEqualTo(401);
    }

    @Test
    void theWayBackIsKept() {
        var administrator = people.with(Role.ADMIN);
        var app = setUp(administrator);
        clock.advance(Duration.ofSeconds(30));

        browser.dropCookies();
        browser.submit(
                "/login",
                "/login",
                "email",
                administrator.email(),
                "password",
                LoginsByRole.PASSWORD,
                "continue",
                "/admin/staff?x=1");

        assertThat(Browser.location(browser.submit("/login/code", "/login/code", "code", app.code())))
                .isEqualTo("/admin/staff?x=1");
    }

    @Test
    void aRecoveryCodeSignsInOnce() {
        var owner = people.with(Role.PROCESS_OWNER);
        browser.signIn(owner.email(), LoginsByRole.PASSWORD);
        var app = AuthenticatorApp.scan(browser.get("/login/second-factor").body(), clock);
        var codes = recoveryCodes(browser.submit("/login/second-factor", "/login/second-factor", "code", app.code()));

        var lost = new Browser(base);
        lost.signIn(owner.email(), LoginsByRole.PASSWORD);
        assertThat(Browser.location(lost.submit(
                        "/login/code", "/login/code", "code", codes.get(0).toUpperCase())))
                .isEqualTo("/camunda/app/cockpit/");

        var again = new Browser(base);
        again.signIn(owner.email(), LoginsByRole.PASSWORD);
        assertThat(again.submit("/login/code", "/login/code", "code", codes.get(0))
                        .statusCode())
                .isEqualTo(401);
        assertThat(Browser.location(again.submit("/login/code", "/login/code", "code", codes.get(1))))
                .isEqualTo("/camunda/app/cockpit/");
        assertThat(notices(owner.email())).contains("A recovery code was used to sign in");
    }

    @Test
    void wrongCodesAreLimitedForAllClientsTogether() {
        var agent = people.with(Role.SUPPORT);
        setUp(agent);
        var guesser = new Browser(base);
        guesser.signIn(agent.email(), LoginsByRole.PASSWORD);
        for (var guess = 0; guess < 10; guess++) {
            assertThat(guesser.submit("/login/code", "/login/code", "code", "12345" + guess)
                            .statusCode())
                    .isEqualTo(401);
        }

        var limited = guesser.submit("/login/code", "/login/code", "code", "123456");

        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValue("Retry-After")).isPresent();
        assertThat(limited.body()).contains("Too many wrong codes");
    }

    @Test
    void theSecretIsInNoTableInClearText() {
        var agent = people.with(Role.SUPPORT);
        var app = setUp(agent);

        var row = jdbc.sql("select secret, secret_kid from authenticator where account_id = ?")
                .param(agent.id().value())
                .query()
                .singleRow();

        assertThat(row.get("secret_kid")).isEqualTo("test");
        assertThat(hex((byte[]) row.get("secret"))).doesNotContain(hex(app.secret()));
        assertThat(jdbc.sql("select attribute_bytes from spring_session_attributes")
                        .query((attribute, number) -> hex(attribute.getBytes(1)))
                        .list())
                .noneMatch(bytes -> bytes.contains(hex(app.secret())));
    }

    @Test
    void httpBasicNeedsACodeWithEachCall() {
        var agent = people.with(Role.SUPPORT);
        var none = browser.get("/api/v1/me", "Authorization", basic(agent));
        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(none.body()).contains("\"code\":\"second-factor-required\"");

        var app = setUp(agent);
        clock.advance(Duration.ofSeconds(30));
        var code = app.code();
        assertThat(browser.get("/api/v1/me", "Authorization", basic(agent)).statusCode())
                .isEqualTo(401);
        assertThat(browser.get("/api/v1/me", "Authorization", basic(agent), "Portal-Code", "000000")
                        .statusCode())
                .isEqualTo(401);
        assertThat(browser.get("/api/v1/me", "Authorization", basic(agent), "Portal-Code", code)
                        .statusCode())
                .isEqualTo(200);
        assertThat(browser.get("/api/v1/me", "Authorization", basic(agent), "Portal-Code", code)
                        .body())
                .contains("second-factor-required");
        assertThat(browser.get("/actuator/prometheus", "Authorization", basic(people.with(Role.ADMIN)))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void othersNeedNoneUnlessTheyWant() {
        var member = people.with(Role.TEAM_MEMBER);
        browser.as(member);
        assertThat(browser.get("/api/v1/me", "Authorization", basic(member)).statusCode())
                .isEqualTo(200);
        assertThat(browser.submit(
                                "/portal/profile", "/portal/profile/second-factor", "factorPassword", "wrong one here")
                        .statusCode())
                .isEqualTo(422);
        assertThat(Browser.location(browser.get("/portal/profile/second-factor/new")))
                .isEqualTo("/portal/profile");
        assertThat(Browser.location(browser.submit(
                        "/portal/profile", "/portal/profile/second-factor", "factorPassword", LoginsByRole.PASSWORD)))
                .isEqualTo("/portal/profile/second-factor/new");
        var set = "/portal/profile/second-factor/new";
        var app = AuthenticatorApp.scan(browser.get(set).body(), clock);
        assertThat(recoveryCodes(browser.submit(set, set, "code", app.code()))).hasSize(8);
        assertThat(browser.get("/portal/profile").body()).contains("8 recovery codes left");

        assertThat(Browser.location(new Browser(base).signIn(member.email(), LoginsByRole.PASSWORD)))
                .isEqualTo("/login/code");
        assertThat(browser.get("/api/v1/me", "Authorization", basic(member)).statusCode())
                .isEqualTo(401);

        browser.submit(
                "/portal/profile", "/portal/profile/second-factor/remove", "factorPassword", LoginsByRole.PASSWORD);
        assertThat(Browser.location(new Browser(base).signIn(member.email(), LoginsByRole.PASSWORD)))
                .isEqualTo("/vendor/customers");
        assertThat(notices(member.email()))
                .containsExactlyInAnyOrder(
                        "An authenticator app was set up for your login",
                        "The authenticator app of your login was removed");
    }

    @Test
    void staffCannotBeWithoutAny() {
        var agent = people.with(Role.SUPPORT);
        setUp(agent);

        browser.submit(
                "/portal/profile", "/portal/profile/second-factor/remove", "factorPassword", LoginsByRole.PASSWORD);
        assertThat(browser.get("/portal/profile").body()).contains("Set up another one first");

        var passkey = PasskeyRows.add(jdbc, agent.id(), "Key");
        browser.submit(
                "/portal/profile", "/portal/profile/second-factor/remove", "factorPassword", LoginsByRole.PASSWORD);
        browser.submit("/portal/profile", "/portal/profile/passkeys/" + passkey + "/remove");

        assertThat(browser.get("/portal/profile").body())
                .contains("Set up another one first")
                .contains("/portal/profile/passkeys/" + passkey + "/remove");
    }

    @Test
    void aMailedLinkIsNoWayAroundIt() {
        var withoutCodes = people.with(Role.SUPPORT);
        PasskeyRows.add(jdbc, withoutCodes.id(), "Key");
        var link = linkFor(withoutCodes.email());
        assertThat(browser.get(link).body()).contains("Your passkeys stay").doesNotContain("keepPasskeys");

        browser.submit(link, link, "password", "forty slow barges drift");

        assertThat(Browser.location(browser.signIn(withoutCodes.email(), "forty slow barges drift")))
                .as("the passkey is still needed")
                .isEqualTo("/login/code");

        var withCodes = people.with(Role.SUPPORT);
        setUp(withCodes);
        PasskeyRows.add(jdbc, withCodes.id(), "Key");
        link = linkFor(withCodes.email());
        browser.submit(link, link, "password", "forty slow barges drift");
        assertThat(browser.get("/login").statusCode()).isEqualTo(200);
        assertThat(Browser.location(browser.signIn(withCodes.email(), "forty slow barges drift")))
                .isEqualTo("/login/code");
        assertThat(browser.get("/login/code").body())
                .contains("Code from your authenticator app")
                .doesNotContain("Use a passkey");
    }

    private String linkFor(String email) {
        browser.submit("/password", "/password", "email", email);
        Awaitility.await("the request is worked on").until(() -> {
            jobs.runDue();
            return !mailbox.to(email, "password-reset").isEmpty();
        });
        return mailbox.to(email, "password-reset").get(0).path();
    }

    @Test
    void theLastRecoveryCodeLeadsToANewSetUp() {
        var agent = people.with(Role.SUPPORT);
        browser.signIn(agent.email(), LoginsByRole.PASSWORD);
        var app = AuthenticatorApp.scan(browser.get("/login/second-factor").body(), clock);
        var codes = recoveryCodes(browser.submit("/login/second-factor", "/login/second-factor", "code", app.code()));
        jdbc.sql("delete from authenticator where account_id = ?")
                .param(agent.id().value())
                .update();

        var lost = new Browser(base);
        assertThat(Browser.location(lost.signIn(agent.email(), LoginsByRole.PASSWORD)))
                .isEqualTo("/login/code");
        assertThat(Browser.location(lost.submit("/login/code", "/login/code", "code", codes.get(0))))
                .isEqualTo("/login/second-factor");
        assertThat(Browser.location(lost.get("/portal/profile"))).startsWith("/login");
    }

    @Test
    void anAdministratorResetsIt() {
        var agent = people.with(Role.SUPPORT);
        setUp(agent);
        var lost = browser;
        browser = new Browser(base);
        var administrator = people.with(Role.ADMIN);
        setUp(administrator);
        assertThat(browser.get("/admin/staff").body()).contains("second factor set up");

        var answer = browser.submit("/admin/staff", "/admin/staff/" + agent.id().value() + "/second-factor/reset");

        assertThat(Browser.location(answer)).isEqualTo("/admin/staff");
        assertThat(Browser.location(lost.get("/portal/profile"))).startsWith("/login");
        assertThat(Browser.location(lost.signIn(agent.email(), LoginsByRole.PASSWORD)))
                .isEqualTo("/login/second-factor");
        assertThat(jdbc.sql(
                                "select by_account from account_event where account_id = ? and type = 'SECOND_FACTOR_RESET'")
                        .param(agent.id().value())
                        .query(UUID.class)
                        .single())
                .isEqualTo(administrator.id().value());
        assertThat(notices(agent.email())).contains("An administrator reset the second factor of your login");

        var member = people.with(Role.TEAM_MEMBER);
        PasskeyRows.add(jdbc, member.id(), "Key");
        browser.submit("/admin/staff", "/admin/staff/second-factor/reset", "email", member.email());
        assertThat(notices(member.email())).containsExactly("An administrator reset the second factor of your login");
        browser.submit("/admin/staff", "/admin/staff/second-factor/reset", "email", "nobody@people.example");
        assertThat(browser.get("/admin/staff").body()).contains("no login with this email");
    }

    @Test
    void aSessionThatBeganWithoutOneIsOver() {
        var agent = accounts.credentials(people.with(Role.SUPPORT).id()).orElseThrow();
        var request = new MockHttpServletRequest();
        sessions.begin(agent, false, request);
        assertThat(sessions.user(request)).isEmpty();

        var verified = new MockHttpServletRequest();
        sessions.begin(agent, true, verified);
        assertThat(sessions.user(verified)).isPresent();
    }

    @Test
    void aNewPasswordInTheProfileKeepsTheSession() {
        var agent = people.with(Role.SUPPORT);
        setUp(agent);

        browser.submit(
                "/portal/profile",
                "/portal/profile/password",
                "current",
                LoginsByRole.PASSWORD,
                "password",
                "forty slow barges drift");

        assertThat(browser.get("/portal/profile").statusCode()).isEqualTo(200);
    }

    @Test
    void aSignInThatTookTooLongBeginsAnew() {
        var agent = people.with(Role.SUPPORT);
        browser.signIn(agent.email(), LoginsByRole.PASSWORD);
        accounts.changePassword(agent.id(), People.HASH);
        assertThat(Browser.location(browser.get("/login/second-factor"))).isEqualTo("/login");

        var other = people.with(Role.SUPPORT);
        browser.signIn(other.email(), LoginsByRole.PASSWORD);
        clock.advance(Duration.ofMinutes(16));
        assertThat(Browser.location(browser.get("/login/second-factor"))).isEqualTo("/login");
    }

    /** Signs in, sets up an app, and leaves the browser signed in. */
    private AuthenticatorApp setUp(LoginsByRole.Person person) {
        browser.signIn(person.email(), LoginsByRole.PASSWORD);
        var app = AuthenticatorApp.scan(browser.get("/login/second-factor").body(), clock);
        assertThat(browser.submit("/login/second-factor", "/login/second-factor", "code", app.code())
                        .statusCode())
                .isEqualTo(200);
        return app;
    }

    private List<String> notices(String email) {
        jobs.runDue();
        return mailbox.to(email, "security-notice").stream()
                .map(ReceivedMail::subject)
                .toList();
    }

    private static List<String> recoveryCodes(HttpResponse<String> page) {
        return RECOVERY_CODE
                .matcher(page.body())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static String basic(LoginsByRole.Person person) {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString(
                                (person.email() + ":" + LoginsByRole.PASSWORD).getBytes(StandardCharsets.UTF_8));
    }
}
