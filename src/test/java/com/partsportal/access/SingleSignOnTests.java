package com.partsportal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.partsportal.account.Accounts;
import com.partsportal.account.Role;
import com.partsportal.dev.MovableClock;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.Tokens;
import com.partsportal.testing.IdentityProvider;
import com.partsportal.testing.LastStarted;
import com.partsportal.testing.SingleSignOnPortal;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;

/** Staff signs in at a real provider, over HTTP. */
@ExtendWith(OutputCaptureExtension.class)
@LastStarted
class SingleSignOnTests extends SingleSignOnPortal {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    LoginsByRole people;

    @Autowired
    Accounts accounts;

    @Autowired
    MeterRegistry meters;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcTemplate jdbc;

    Browser browser;
    Browser provider;

    @BeforeEach
    void open() {
        browser = new Browser(base);
        provider = new Browser(IdentityProvider.issuer());
        people.with(Role.ADMIN); // never the last one by accident
    }

    @ParameterizedTest
    @CsvSource({
        "SUPPORT, helpdesk, /camunda/app/tasklist/",
        "SUPPORT_LEAD, portal-leads, /camunda/app/tasklist/",
        "PROCESS_OWNER, portal-owners, /camunda/app/cockpit/",
        "ADMIN, portal-admins, /admin/vendors"
    })
    void staffSignsInAtTheProviderAndTheWebAppsOpenInTheSameSession(Role role, String group, String start) {
        var person = people.with(role);
        var name = enter(person.email(), true, "everybody", group);

        assertThat(Browser.location(signIn(name))).isEqualTo(start);

        assertThat(browser.get("/camunda/app/" + (role == Role.PROCESS_OWNER ? "cockpit" : "tasklist") + "/default/")
                        .statusCode())
                .isEqualTo(200);
        assertThat(browser.get("/camunda/api/engine/engine/default/task/count").statusCode())
                .isEqualTo(200);
        assertThat(browser.get("/portal/profile").body())
                .contains("You sign in with Portal ID")
                .doesNotContain("Change password", "Add a passkey", "authenticator app");
    }

    @Test
    void theAddressIsComparedInItsNormalFormAndTheWantedPageIsKept() {
        var person = people.with(Role.ADMIN);
        var name = enter(" " + person.email().toUpperCase(Locale.ROOT), true, "portal-admins");

        assertThat(browser.get("/login?continue=/admin/staff").body())
                .contains("Staff: sign in with Portal ID", "/login/sso?continue=/admin/staff");
        assertThat(Browser.location(signIn(name, "/login/sso?continue=/admin/staff")))
                .isEqualTo("/admin/staff");
        assertThat(browser.get("/admin/staff").body())
                .contains("has signed in there", "where the groups give the roles")
                .doesNotContain("Change role", "no second factor");
    }

    @Test
    void itIsKnownByItsSubjectFromThenOn() {
        var person = people.with(Role.SUPPORT);
        var name = enter(person.email(), true, "helpdesk");
        signIn(name);

        IdentityProvider.change(name, Map.of("email", "married@elsewhere.example", "groups", List.of("helpdesk")));
        restart();

        assertThat(Browser.location(signIn(name))).isEqualTo("/camunda/app/tasklist/");
        assertThat(jdbc.queryForObject(
                        "select count(*) from staff_identity where account_id = ?",
                        Integer.class,
                        person.id().value()))
                .isEqualTo(1);
    }

    @Test
    void anAddressThatTheProviderGivesToSomebodyElseOpensNothingUntilItIsUnlinked() {
        var person = people.with(Role.SUPPORT);
        signIn(enter(person.email(), true, "helpdesk"));
        var successor = enter(person.email(), true, "helpdesk");
        restart();

        assertThat(refusal(successor)).contains("knows you as a different person");

        var administrator = new Browser(base);
        signIn(
                administrator,
                new Browser(IdentityProvider.issuer()),
                enter(people.with(Role.ADMIN).email(), true, "portal-admins"));
        var unlinked = administrator.submit(
                "/admin/staff", "/admin/staff/" + person.id().value() + "/identity/remove");
        assertThat(unlinked.statusCode()).isEqualTo(302);
        restart();
        assertThat(Browser.location(signIn(successor))).isEqualTo("/camunda/app/tasklist/");
        assertThat(jdbc.queryForList(
                        "select action from audit_entry where subject_id = ? and action like '%IDENTITY%' order by at, id",
                        String.class, person.id().value()))
                .containsExactly("STAFF_IDENTITY_LINKED", "STAFF_IDENTITY_UNLINKED", "STAFF_IDENTITY_LINKED");
    }

    @Test
    void nobodyBecomesStaffOutOfNothing(CapturedOutput output) {
        var before = failures();
        var logins = logins();

        assertThat(refusal(enter("stranger@nowhere.example", true, "portal-admins")))
                .contains("no active staff login here has your email");

        assertThat(logins()).isEqualTo(logins);
        assertThat(failures()).isEqualTo(before + 1);
        assertThat(output)
                .contains("sign-in failed: single-sign-on (no-staff-login), account unknown, from 127.0.0.")
                .doesNotContain("stranger@nowhere.example");
    }

    @ParameterizedTest
    @EnumSource(names = {"VENDOR_ADMIN", "TEAM_MEMBER", "CUSTOMER_MANAGER", "CUSTOMER_USER"})
    void theAddressOfAVendorsOrCustomersUserIsNoStaffs(Role role) {
        assertThat(refusal(enter(people.with(role).email(), true, "portal-admins")))
                .contains("no active staff login here has your email");
        assertThat(Browser.location(browser.get("/"))).isEqualTo("/login");
    }

    @Test
    void anAddressThatTheProviderDoesNotVouchForSaysTheSameWhetherKnownOrNot() {
        var known = refusal(enter(people.with(Role.ADMIN).email(), false, "portal-admins"));
        restart();
        var unknown = refusal(enter("nobody@nowhere.example", false, "portal-admins"));
        restart();
        var without = refusal(enter(Map.of("groups", List.of("portal-admins"))));
        restart();
        var unfit = refusal(enter("a@b", true, "portal-admins"));

        assertThat(known).contains("does not confirm your email");
        assertThat(List.of(unknown, without, unfit))
                .allSatisfy(page -> assertThat(page).contains("does not confirm your email"));
    }

    @Test
    void somebodyInNoGroupWithARoleStaysOutAndOpenSessionsEnd() {
        var person = people.with(Role.SUPPORT);
        var name = enter(person.email(), true, "helpdesk");
        signIn(name);
        var open = browser;
        restart();
        IdentityProvider.change(
                name, Map.of("email", person.email(), "email_verified", true, "groups", List.of("Helpdesk", "others")));

        assertThat(refusal(name)).contains("none of your groups there has a role");

        assertThat(Browser.location(open.get("/start"))).startsWith("/login");
    }

    @Test
    void deactivatedStaffStaysOut() {
        var person = people.with(Role.SUPPORT);
        var name = enter(person.email(), true, "helpdesk");
        signIn(name);

        accounts.deactivate(person.id());

        assertThat(Browser.location(browser.get("/start"))).startsWith("/login");
        restart();
        assertThat(refusal(name)).contains("no active staff login here");
        accounts.reactivate(person.id());
        restart();
        assertThat(Browser.location(signIn(name))).isEqualTo("/camunda/app/tasklist/");
    }

    @Test
    void anotherGroupIsAnotherRoleAndEndsTheOpenSessions() {
        var person = people.with(Role.SUPPORT);
        var name = enter(person.email(), true, "helpdesk");
        signIn(name);
        var open = browser;
        restart();
        IdentityProvider.change(
                name,
                Map.of(
                        "email",
                        person.email(),
                        "email_verified",
                        true,
                        "groups",
                        List.of("helpdesk", "portal-owners")));

        assertThat(Browser.location(signIn(name))).isEqualTo("/camunda/app/cockpit/");

        assertThat(Browser.location(open.get("/start"))).startsWith("/login");
        assertThat(browser.get("/camunda/app/cockpit/default/").statusCode()).isEqualTo(200);
        assertThat(browser.get("/camunda/app/tasklist/default/").statusCode()).isEqualTo(403);
    }

    @Test
    void theLastAdministratorKeepsTheRoleAndStaysOut() {
        jdbc.update("update account set active = false where staff_role = 'ADMIN'");
        var person = people.with(Role.ADMIN);

        assertThat(refusal(enter(person.email(), true, "helpdesk"))).contains("you are the last active administrator");

        assertThat(accounts.find(person.id()).orElseThrow().staffRole()).isEqualTo(Role.ADMIN);
    }

    @Test
    void aForgedOrRepeatedAnswerOfTheProviderIsRefused(CapturedOutput output) {
        var person = people.with(Role.ADMIN);
        var name = enter(person.email(), true, "portal-admins");
        var callback = callback(browser, provider, name, "/login/sso");

        // another session
        assertThat(Browser.location(new Browser(base).get(callback))).isEqualTo("/login?sso=failed");
        // another state
        assertThat(Browser.location(browser.get(callback.replaceAll("state=[^&]*", "state=guessed"))))
                .isEqualTo("/login?sso=failed");
        // no answer at all, or one that is no code of ours
        assertThat(Browser.location(browser.get("/login/sso/callback"))).isEqualTo("/login?sso=failed");
        assertThat(Browser.location(browser.get("/login/sso/callback?error=%0aforged+line&state=x")))
                .isEqualTo("/login?sso=failed");

        assertThat(browser.get("/login?sso=failed").body()).contains("The sign-in with Portal ID was not completed");
        assertThat(output)
                .contains("single-sign-on (authorization-request-not-found)")
                .doesNotContain("forged line");
        assertThat(browser.get("/admin/staff").statusCode()).isEqualTo(302);
        assertThat(Browser.location(browser.get(callback)))
                .as("the true answer")
                .isEqualTo("/admin/vendors");
        assertThat(Browser.location(browser.get(callback))).as("counts once").isEqualTo("/login?sso=failed");
    }

    @Test
    void thePersonMayGoBack() {
        var begun = browser.get("/login/sso");
        var state = begun.headers().firstValue("Location").orElseThrow().replaceAll(".*[?&]state=([^&]*).*", "$1");

        var back = browser.get("/login/sso/callback?error=access_denied&state=" + state);

        assertThat(Browser.location(back)).isEqualTo("/login?sso=cancelled");
        assertThat(browser.get("/login?sso=cancelled").body()).contains("You went back from Portal ID");
        assertThat(browser.get("/login?sso=%3Cb%3E").body()).doesNotContain("access.login.sso", "<b>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonce", "iss", "aud"})
    void aTokenThatIsNotForThisSignInIsRefused(String claim, CapturedOutput output) {
        var email = people.with(Role.ADMIN).email();
        var forged = claim.equals("aud") ? List.of("another-portal") : "https://evil.example";
        var name = enter(
                Map.of("email", email, "email_verified", true, "groups", List.of("portal-admins"), claim, forged));

        assertThat(refusal(name)).contains("was not completed");

        assertThat(output)
                .contains("single-sign-on (" + (claim.equals("nonce") ? "invalid-nonce" : "invalid-id-token") + ")")
                .doesNotContain("sign-in failed: basic");
    }

    @Test
    void whatHasExpiredIsDecidedByThePortalsClock() {
        var name = enter(people.with(Role.SUPPORT).email(), true, "helpdesk");
        clock.advance(Duration.ofHours(2));

        assertThat(refusal(name)).as("the token has expired").contains("was not completed");
    }

    @Test
    void passwordsPasskeysAndLinksOfStaffCountForNothing(CapturedOutput output) {
        var person = people.with(Role.ADMIN);

        var right = browser.signIn(person.email(), LoginsByRole.PASSWORD);
        assertThat(right.statusCode()).isEqualTo(401);
        assertThat(right.body()).contains("Staff of Parts Portal signs in with Portal ID");
        assertThat(output)
                .contains("sign-in failed: password (single-sign-on-required), account "
                        + person.id().value());
        var wrong = browser.signIn(person.email(), "some other words");
        var nobody = browser.signIn("no-such@people.example", "some other words");
        assertThat(List.of(wrong, nobody)).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body())
                    .contains("Wrong email or password.")
                    .doesNotContain("Staff of Parts Portal signs in with");
        });

        var basic = "Basic "
                + Base64.getEncoder()
                        .encodeToString(
                                (person.email() + ":" + LoginsByRole.PASSWORD).getBytes(StandardCharsets.UTF_8));
        var called = browser.get("/api/v1/me", "Authorization", basic);
        assertThat(called.statusCode()).isEqualTo(401);
        assertThat(called.body()).contains("single-sign-on-required");

        assertThat(new Browser(base)
                        .as(people.with(Role.VENDOR_ADMIN))
                        .get("/vendor/customers")
                        .statusCode())
                .as("others sign in as ever")
                .isEqualTo(200);
    }

    @Test
    void noLinkToAPasswordIsMadeForStaffAndAnEarlierOneDoesNothing() {
        var person = people.with(Role.SUPPORT);
        var token = "t".repeat(43);
        jdbc.update(
                "insert into password_link (id, account_id, first, token_hash, token_nonce, token_kid, created_at, expires_at)"
                        + " values (gen_random_uuid(), ?, true, ?, ?, 'test', now(), now() + interval '1 day')",
                person.id().value(),
                Tokens.hash(token),
                new byte[32]);

        var page = browser.get("/password/" + token);
        assertThat(page.statusCode()).isEqualTo(410);
        assertThat(page.body()).contains("There is no password to set");
        var used = browser.submit("/login", "/password/" + token, "password", "seven green otters dance");
        assertThat(used.statusCode()).isEqualTo(410);
        assertThat(used.body()).contains("Staff of Parts Portal signs in with Portal ID");

        var links = links();
        assertThat(browser.get("/password").body()).contains("there is no password to set");
        accounts.createStaff(new EmailAddress("new.staff@people.example"), "Nora New", Role.SUPPORT, Locale.ENGLISH);
        accounts.mailFirstLinkAgain(person.id());
        var member = people.with(Role.TEAM_MEMBER).email();
        browser.submit("/password", "/password", "email", person.email());
        browser.submit("/password", "/password", "email", member);
        // asked for later, worked on later
        await("the other person's link").until(() -> links() > links);
        assertThat(links()).isEqualTo(links + 1);
        assertThat(Browser.location(signIn(enter("new.staff@people.example", true, "helpdesk"))))
                .isEqualTo("/camunda/app/tasklist/");
    }

    @Test
    void aSessionThatBeganWithAPasswordIsOverOnceTheProviderIsConfigured() {
        var person = people.with(Role.ADMIN);
        signIn(enter(person.email(), true, "portal-admins"));
        assertThat(browser.get("/admin/staff").statusCode()).isEqualTo(200);

        jdbc.update("delete from spring_session_attributes where attribute_name = 'portal.providerSession'");

        assertThat(Browser.location(browser.get("/admin/staff"))).startsWith("/login");
    }

    @Test
    void signingOutEndsTheSessionAtTheProviderAsWell() {
        var name = enter(people.with(Role.ADMIN).email(), true, "portal-admins");
        signIn(name);
        assertThat(Browser.location(provider.get(authorize(browser.get("/login/sso")))))
                .as("known there")
                .startsWith(base + "/login/sso/callback");
        restartPortalOnly(name);

        var out = browser.submit("/portal/profile", "/logout");

        assertThat(out.statusCode()).isEqualTo(303);
        assertThat(Browser.location(out)).isEqualTo("/login/sso/sign-out");
        var page = browser.get("/login/sso/sign-out");
        assertThat(page.body()).contains("You are signed out", "Sign out of Portal ID");
        var next = page.headers().firstValue("Refresh").orElseThrow().replace("0;url=", "");
        assertThat(next)
                .startsWith(IdentityProvider.issuer() + "/connect/logout?")
                .contains("post_logout_redirect_uri=" + encode(base + "/login/sso/signed-out"));
        var back = provider.get(next.substring(IdentityProvider.issuer().length()));
        assertThat(Browser.location(back)).isEqualTo(base + "/login/sso/signed-out");
        assertThat(Browser.location(browser.get("/login/sso/signed-out"))).isEqualTo("/login?signedout");
        assertThat(Browser.location(browser.get("/login/sso/sign-out")))
                .as("once")
                .isEqualTo("/login?signedout");
        assertThat(Browser.location(provider.get(authorize(browser.get("/login/sso")))))
                .as("the provider asks again")
                .endsWith("/login");
    }

    @Test
    void signingOutOfTheWebAppsEndsTheSessionAtTheProviderAsWell() {
        signIn(enter(people.with(Role.PROCESS_OWNER).email(), true, "portal-owners"));

        assertThat(browser.send("POST", "/camunda/api/admin/auth/user/default/logout")
                        .statusCode())
                .isEqualTo(204);

        assertThat(Browser.location(browser.get("/login"))).isEqualTo("/login/sso/sign-out");
        assertThat(browser.get("/login/sso/sign-out").headers().firstValue("Refresh"))
                .hasValueSatisfying(next -> assertThat(next).contains("/connect/logout?"));
    }

    @Test
    void theProvidersTokenIsInNoTableInClearText() {
        signIn(enter(people.with(Role.ADMIN).email(), true, "portal-admins"));

        assertThat(jdbc.queryForList(
                        "select encode(attribute_bytes, 'escape') from spring_session_attributes where attribute_name = 'portal.providerSession'",
                        String.class))
                .isNotEmpty()
                .allSatisfy(bytes -> assertThat(bytes).doesNotContain("eyJ"));
    }

    private String enter(String email, boolean verified, String... groups) {
        return enter(Map.of("email", email, "email_verified", verified, "groups", List.of(groups)));
    }

    private String enter(Map<String, Object> claims) {
        var name = "person" + NUMBER.incrementAndGet();
        IdentityProvider.enter(name, claims);
        return name;
    }

    private HttpResponse<String> signIn(String name) {
        return signIn(name, "/login/sso");
    }

    private HttpResponse<String> signIn(String name, String start) {
        return browser.get(callback(browser, provider, name, start));
    }

    private void signIn(Browser at, Browser there, String name) {
        at.get(callback(at, there, name, "/login/sso"));
    }

    /** Signs in at the provider; the path that it sends the person back to. */
    private String callback(Browser at, Browser there, String name, String start) {
        var authorize = authorize(at.get(start));
        var asked = there.get(authorize);
        if (Browser.location(asked).endsWith("/login")) {
            var known = there.post("/login", Map.of("username", name, "password", IdentityProvider.PASSWORD));
            asked = there.get(path(Browser.location(known)));
        }
        var back = Browser.location(asked);
        assertThat(back).startsWith(base + "/login/sso/callback?");
        return back.substring(base.length());
    }

    /** The sign-in page's words after the provider sent this person back. */
    private String refusal(String name) {
        var back = signIn(name);
        assertThat(Browser.location(back)).startsWith("/login?sso=");
        return browser.get(Browser.location(back)).body();
    }

    private void restart() {
        browser = new Browser(base);
        provider = new Browser(IdentityProvider.issuer());
    }

    private void restartPortalOnly(String name) {
        browser = new Browser(base);
        signIn(name);
    }

    /** The path at the provider that the portal leads to. */
    private static String authorize(HttpResponse<String> begun) {
        assertThat(begun.statusCode()).isEqualTo(302);
        assertThat(Browser.location(begun))
                .startsWith(IdentityProvider.issuer() + "/oauth2/authorize?")
                .contains("response_type=code", "state=", "nonce=", "code_challenge_method=S256");
        return path(Browser.location(begun));
    }

    private static String path(String address) {
        var uri = URI.create(address);
        return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    }

    private double failures() {
        return meters.counter("portal.sign_in.failures", "method", "single-sign-on")
                .count();
    }

    private int links() {
        return jdbc.queryForObject("select count(*) from password_link", Integer.class);
    }

    private int logins() {
        return jdbc.queryForObject("select count(*) from account", Integer.class);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
