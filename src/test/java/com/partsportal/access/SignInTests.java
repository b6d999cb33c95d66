package com.partsportal.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.account.Accounts;
import com.partsportal.account.Role;
import com.partsportal.testing.PortalTest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.web.SecurityFilterChain;

@PortalTest
class SignInTests {

    @Value("${portal.base-url}")
    String base;

    @Autowired
    LoginsByRole people;

    @Autowired
    Accounts accounts;

    @Autowired
    ApplicationContext context;

    @Autowired
    JdbcTemplate jdbc;

    Browser browser;

    @BeforeEach
    void open() {
        browser = new Browser(base);
    }

    @Test
    void eachRoleComesToItsStartPage() {
        assertThat(startOf(Role.VENDOR_ADMIN)).isEqualTo("/vendor/customers");
        assertThat(startOf(Role.TEAM_MEMBER)).isEqualTo("/vendor/customers");
        assertThat(startOf(Role.CUSTOMER_MANAGER)).isEqualTo("/portal");
        assertThat(startOf(Role.CUSTOMER_USER)).isEqualTo("/portal");
        assertThat(startOf(Role.SUPPORT)).isEqualTo("/camunda/app/tasklist/");
        assertThat(startOf(Role.SUPPORT_LEAD)).isEqualTo("/camunda/app/tasklist/");
        assertThat(startOf(Role.PROCESS_OWNER)).isEqualTo("/camunda/app/cockpit/");
        assertThat(startOf(Role.ADMIN)).isEqualTo("/admin/vendors");
    }

    @Test
    void withoutAProviderThereIsNothingOfSingleSignOn() {
        for (var path : List.of("/login/sso", "/login/sso/callback?code=x&state=y", "/login/sso/sign-out")) {
            assertThat(browser.get(path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(browser.get("/login?sso=failed").body())
                .doesNotContain("/login/sso", "access.login.sso", "was not completed");
        assertThat(context.getBeanNamesForType(SignOnProvider.class)).isEmpty();
        assertThat(context.getBeanNamesForType(ClientRegistrationRepository.class))
                .isEmpty();
        assertThat(context.getBeansOfType(SecurityFilterChain.class)).doesNotContainKey("singleSignOn");
    }

    @Test
    void strangersAreLedToTheSignInPageAndBackToWhereTheyWanted() {
        assertThat(Browser.location(browser.get("/"))).isEqualTo("/login");

        var asked = browser.get("/admin/staff?x=1");
        assertThat(asked.statusCode()).isEqualTo(302);
        assertThat(Browser.location(asked)).isEqualTo("/login?continue=%2Fadmin%2Fstaff%3Fx%3D1");
        assertThat(browser.get(Browser.location(asked)).body()).contains("value=\"/admin/staff?x=1\"");

        var answer = browser.submit(
                "/login",
                "/login",
                "email",
                people.with(Role.ADMIN).email(),
                "password",
                LoginsByRole.PASSWORD,
                "continue",
                "/admin/staff?x=1");
        assertThat(Browser.location(answer)).isEqualTo("/admin/staff?x=1");
    }

    @Test
    void pagesNameTheFilesOfLibrariesWithTheirVersions() {
        assertThat(browser.get("/login").body())
                .containsPattern("href=\"/webjars/bootstrap/\\d[^\"]*/css/bootstrap.min.css\"")
                .containsPattern("src=\"/webjars/htmx.org/\\d[^\"]*/dist/htmx.min.js\"")
                .contains("href=\"/app.css\"");
    }

    @Test
    void whenASessionWasLastUsedIsWrittenOnceAMinute() {
        var person = people.with(Role.TEAM_MEMBER);
        browser.as(person);
        browser.get("/portal/profile");
        var written = session("xmin::text", person);
        browser.get("/portal/profile");
        assertThat(session("xmin::text", person)).isEqualTo(written);

        jdbc.update(
                "update spring_session set last_access_time = last_access_time - 61000, expiry_time = expiry_time - 61000"
                        + " where principal_name = ?",
                person.id().toString());
        browser.get("/portal/profile");
        assertThat(session("last_access_time > extract(epoch from now()) * 1000 - 30000", person))
                .isEqualTo(true);
        assertThat(session("expiry_time - last_access_time = max_inactive_interval * 1000", person))
                .isEqualTo(true);
    }

    private Object session(String what, LoginsByRole.Person person) {
        return jdbc.queryForObject(
                "select " + what + " from spring_session where principal_name = ?",
                Object.class,
                person.id().toString());
    }

    @Test
    void theWayBackIsOneOfOurPagesOrNone() {
        for (var elsewhere : List.of(
                "https://evil.example/",
                "//evil.example",
                "/\\evil.example",
                "/vendor/customers/../../password/x",
                "/admin/vendors/.",
                "/portal\r\nX: y",
                "/logout",
                "/invitations/abc",
                "/password/abc",
                "/email-change/abc",
                "/api/v1/me",
                "/portalx",
                "javascript:alert(1)")) {
            assertThat(StartPages.returnable(elsewhere)).as(elsewhere).isEmpty();
        }
        assertThat(StartPages.returnable("/vendor/customers?q=a%20b&status=INVITED"))
                .isPresent();

        var visitor = new Browser(base);
        var answer = visitor.submit(
                "/login",
                "/login",
                "email",
                people.with(Role.CUSTOMER_USER).email(),
                "password",
                LoginsByRole.PASSWORD,
                "continue",
                "/admin/vendors");
        assertThat(Browser.location(answer))
                .as("a page that is not for them is no way back")
                .isEqualTo("/portal");
    }

    @Test
    void aWrongPasswordAndAnUnknownAddressAreAnsweredAlike() {
        var known = people.with(Role.TEAM_MEMBER).email();

        var wrong = browser.signIn(known, "not the password at all");
        var unknown = new Browser(base).signIn("nobody@people.example", "not the password at all");

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).contains("Wrong email or password").contains("value=\"" + known + "\"");
        assertThat(unknown.body().replace("nobody@people.example", known).replaceAll("_csrf\" value=\"[^\"]*", ""))
                .isEqualTo(wrong.body().replaceAll("_csrf\" value=\"[^\"]*", ""));
        assertThat(browser.cookie("portal-session")).isEmpty();
    }

    @Test
    void whatIsTypedIntoTheFormNeverBreaksIt() {
        for (var email : List.of("", "x", "a\u0000b@c.example", "<b>@x.example", "x".repeat(3000))) {
            var answer = browser.signIn(email, "y".repeat(3000));
            assertThat(answer.statusCode()).as(email).isBetween(400, 429);
        }
        var token = browser.submit("/login", "/login");
        assertThat(token.statusCode()).isEqualTo(401);
    }

    @Test
    void theSessionCookieIsNewAtEachSignInAndClosedToScripts() {
        var person = people.with(Role.TEAM_MEMBER);
        var first = browser.signIn(person.email(), LoginsByRole.PASSWORD);
        var cookie = cookie(first, "portal-session");
        assertThat(cookie).contains("HttpOnly").contains("SameSite=Lax").contains("Path=/");
        assertThat(cookie(browser.get("/password"), "portal-csrf"))
                .contains("HttpOnly")
                .contains("SameSite=Lax");
        var before = browser.cookie("portal-session").orElseThrow();

        browser.post(
                "/login",
                Map.of(
                        "email",
                        person.email(),
                        "password",
                        LoginsByRole.PASSWORD,
                        "_csrf",
                        token(browser.get("/password"))));

        var after = browser.cookie("portal-session").orElseThrow();
        assertThat(after).isNotEqualTo(before);
        assertThat(new Browser(base)
                        .get("/vendor/customers", "Cookie", "portal-session=" + before)
                        .statusCode())
                .as("the earlier session is over")
                .isEqualTo(302);
    }

    @Test
    void aSessionIdOfSomeoneElseIsNotTakenOver() {
        var foreign = "MTIzNDU2NzgtMTIzNC0xMjM0LTEyMzQtMTIzNDU2Nzg5MDEy";
        var page = browser.get("/login", "Cookie", "portal-session=" + foreign);
        assertThat(page.statusCode()).isEqualTo(200);
        browser.as(people.with(Role.TEAM_MEMBER));
        assertThat(browser.cookie("portal-session")).isPresent().get().isNotEqualTo(foreign);
    }

    @Test
    void readingMakesNoSession() {
        var before = sessions();
        for (var path : List.of(
                "/",
                "/login",
                "/password",
                "/password/" + "x".repeat(43),
                "/invitations/" + "x".repeat(43),
                "/vendor/customers",
                "/nothing/here",
                "/api/v1/me",
                "/camunda/app/cockpit/",
                "/camunda/api/engine/engine/default/user",
                "/actuator/health/liveness",
                "/app.css")) {
            var answer = browser.get(path);
            assertThat(answer.statusCode()).as(path).isLessThan(500);
            assertThat(browser.cookie("portal-session")).as(path).isEmpty();
            browser.send("HEAD", path);
            browser.send("OPTIONS", path);
        }
        assertThat(sessions()).isEqualTo(before);
    }

    @Test
    void aFormWithoutItsTokenIsRefused() {
        var person = people.with(Role.ADMIN);
        assertThat(browser.post("/login", Map.of("email", person.email(), "password", LoginsByRole.PASSWORD))
                        .statusCode())
                .isEqualTo(403);
        browser.as(person);
        var refused = browser.post("/admin/staff", Map.of("name", "X", "email", "x@people.example", "role", "ADMIN"));
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("This page expired");
        assertThat(browser.post("/logout", Map.of()).statusCode()).isEqualTo(403);
    }

    @Test
    void signingOutEndsTheSessionForEverybodyWhoHoldsItsCookie() {
        browser.as(people.with(Role.VENDOR_ADMIN));
        var cookie = browser.cookie("portal-session").orElseThrow();

        var answer = browser.submit("/admin/none", "/logout", "_csrf", token(browser.get("/password")));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(Browser.location(answer)).isEqualTo("/login?signedout");
        assertThat(new Browser(base)
                        .get("/vendor/customers", "Cookie", "portal-session=" + cookie)
                        .statusCode())
                .isEqualTo(302);
    }

    @Test
    void aSessionThatAnotherNodeEndedIsOver() {
        var person = people.with(Role.VENDOR_ADMIN);
        browser.as(person);
        assertThat(browser.get("/start").statusCode()).isEqualTo(302);
        assertThat(Browser.location(browser.get("/start"))).isEqualTo("/vendor/customers");

        accounts.endSessions(person.id());

        assertThat(Browser.location(browser.get("/start"))).isEqualTo("/login");
    }

    @Test
    void aPasswordThatWasChangedMeanwhileVoidsTheSession() {
        var person = people.with(Role.PROCESS_OWNER);
        browser.as(person);

        jdbc.update(
                "update account set password_changed_at = password_changed_at + interval '1 second' where id = ?",
                person.id().value());

        assertThat(Browser.location(browser.get("/start"))).isEqualTo("/login");
    }

    @Test
    void aDeactivatedLoginIsSignedOutAtTheNextRequest() {
        var person = people.with(Role.SUPPORT);
        browser.as(person);

        jdbc.update(
                "update account set active = false where id = ?", person.id().value());

        assertThat(browser.get("/camunda/api/engine/engine/default/task").statusCode())
                .isEqualTo(401);
        assertThat(browser.signIn(person.email(), LoginsByRole.PASSWORD).statusCode())
                .isEqualTo(401);
    }

    @Test
    void somebodyOfSeveralCompaniesActsForOneAtATime() {
        var person = people.with(Role.VENDOR_ADMIN);
        var other = people.with(Role.VENDOR_ADMIN).vendor().orElseThrow();
        var company = people.alsoIn(person, Role.CUSTOMER_USER);
        browser.as(person);
        assertThat(browser.get("/vendor/customers").statusCode()).isEqualTo(200);

        var changed = browser.submit("/vendor/customers", "/membership", "organisation", company.toString());

        assertThat(Browser.location(changed)).isEqualTo("/");
        assertThat(Browser.location(browser.get("/"))).isEqualTo("/portal");
        assertThat(browser.get("/vendor/customers").statusCode()).isEqualTo(403);
        assertThat(browser.submit(
                                "/portal",
                                "/membership",
                                "organisation",
                                other.value().toString())
                        .statusCode())
                .as("a vendor of somebody else")
                .isEqualTo(404);
    }

    @Test
    void aRoleTakenAwayCountsAtTheNextRequest() {
        var person = people.with(Role.ADMIN);
        people.with(Role.ADMIN);
        browser.as(person);
        assertThat(browser.get("/admin/staff").statusCode()).isEqualTo(200);

        accounts.changeRole(person.id(), Role.SUPPORT);

        var ended = browser.get("/admin/staff");
        assertThat(ended.statusCode()).isEqualTo(302);
        assertThat(Browser.location(ended)).startsWith("/login?continue=");
        browser.as(person);
        var refused = browser.get("/admin/staff");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(Browser.location(refused)).isEmpty();
        assertThat(refused.body()).contains("You don’t have access");
    }

    @Test
    void whoSignsInFromAnInvitationGoesOnThere() {
        var person = people.with(Role.TEAM_MEMBER);
        // as the page of an invitation does
        var session = people.sessionWith("invitation.staged", "handle");

        var page = browser.get("/login", "Cookie", "portal-session=" + session);
        var csrf = browser.cookie("portal-csrf").orElseThrow();
        var answer = new Browser(base)
                .post(
                        "/login",
                        Map.of("email", person.email(), "password", LoginsByRole.PASSWORD, "_csrf", token(page)),
                        "Cookie",
                        "portal-session=" + session + "; portal-csrf=" + csrf);

        assertThat(Browser.location(answer)).isEqualTo("/invitations/continue");
        assertThat(cookie(answer, "portal-session")).doesNotContain(session);
    }

    @Test
    void ownPagesAllowNothingInlineAndAreNotKept() {
        var headers = browser.get("/login").headers();
        assertThat(headers.firstValue("Content-Security-Policy")).contains(WebSecurity.POLICY);
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
        assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(headers.firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(browser.get("/app.css").headers().firstValue("Cache-Control").orElse(""))
                .doesNotContain("no-store");
        assertThat(browser.get("/webjars/bootstrap/css/bootstrap.min.css").statusCode())
                .isEqualTo(200);
        assertThat(browser.get("/webjars/camunda/app/tasklist/index.html").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aForgedHostDecidesNothing() {
        var answer = browser.get(
                "/vendor/customers",
                "X-Forwarded-Host",
                "evil.example",
                "X-Forwarded-Proto",
                "https",
                "Forwarded",
                "host=evil.example");
        assertThat(Browser.location(answer)).startsWith("/login");
        assertThat(browser.get("/login", "X-Forwarded-Host", "evil.example").body())
                .doesNotContain("evil.example");
        browser.as(people.with(Role.VENDOR_ADMIN));
        assertThat(Browser.location(browser.get("/", "X-Forwarded-Host", "evil.example")))
                .isEqualTo("/vendor/customers");
    }

    @Test
    void unknownPathsAreNotFoundForEverybodyAndGermanIsSpoken() {
        assertThat(browser.get("/nothing/here").statusCode()).isEqualTo(404);
        assertThat(browser.get("/nothing/here", "Accept-Language", "de").body()).contains("Seite nicht gefunden");
        assertThat(browser.get("/error").statusCode()).isEqualTo(404);
        assertThat(browser.get("/engine-rest/engine").statusCode()).isEqualTo(404);
        browser.as(people.with(Role.ADMIN));
        assertThat(browser.get("/nothing/here").statusCode()).isEqualTo(404);
        assertThat(browser.get("/engine-rest/engine").statusCode()).isEqualTo(404);
    }

    @Test
    void metricsAreForTheAdministrator() {
        assertThat(browser.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        assertThat(browser.get("/actuator/prometheus").statusCode()).isEqualTo(401);
        assertThat(new Browser(base)
                        .as(people.with(Role.PROCESS_OWNER))
                        .get("/actuator/prometheus")
                        .statusCode())
                .isEqualTo(403);
        assertThat(new Browser(base)
                        .as(people.with(Role.ADMIN))
                        .get("/actuator/prometheus")
                        .statusCode())
                .isNotIn(401, 403);
        assertThat(new Browser(base)
                        .as(people.with(Role.ADMIN))
                        .get("/actuator/env")
                        .statusCode())
                .isEqualTo(404);
    }

    private String startOf(Role role) {
        var visitor = new Browser(base);
        var answer = visitor.signIn(people.with(role).email(), LoginsByRole.PASSWORD);
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(Browser.location(visitor.get("/"))).isEqualTo(Browser.location(answer));
        return Browser.location(answer);
    }

    private int sessions() {
        return jdbc.queryForObject("select count(*) from spring_session", Integer.class);
    }

    private static String token(HttpResponse<String> page) {
        return Browser.token(page.body()).orElseThrow();
    }

    private static String cookie(HttpResponse<?> answer, String name) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(name + "=") && !cookie.startsWith(name + "=;"))
                .findFirst()
                .orElse("");
    }

    @Test
    void anErrorIsAPageForClientsThatAcceptAnythingAndRepeatsNoPath() {
        var browser = new Browser(base).as(people.with(Role.TEAM_MEMBER));
        for (var path : List.of("/admin/staff", "/nothing/here", "/vendor/customers/nobody")) {
            assertThat(browser.get(path, "Accept", "*/*").headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
            assertThat(browser.get(path, "Accept", "*/*").body()).contains("<h1");
            assertThat(browser.get(path, "Accept", "application/json").body()).doesNotContain(path);
        }
    }
}
