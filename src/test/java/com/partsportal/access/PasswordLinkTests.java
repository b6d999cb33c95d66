package com.partsportal.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.account.PasskeyRows;
import com.partsportal.account.Role;
import com.partsportal.dev.MovableClock;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.Mailbox;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.ReceivedMail;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Forgotten passwords, from the page to the mail and back. */
@PortalTest
class PasswordLinkTests {

    private static final String NEW = "seven quiet rivers bend";

    @Value("${portal.base-url}")
    String base;

    @Autowired
    LoginsByRole people;

    @Autowired
    Mailbox mailbox;

    @Autowired
    Jobs jobs;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    JdbcClient client;

    Browser browser;

    @BeforeEach
    void open() {
        browser = new Browser(base);
    }

    @Test
    void aMailedLinkSetsANewPasswordOnceAndEndsAllSessions() {
        var person = people.with(Role.VENDOR_ADMIN);
        var elsewhere = new Browser(base).as(person);
        var link = linkFor(person.email());

        for (var look = 0; look < 3; look++) {
            var page = browser.get(link);
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
            browser.send("HEAD", link);
        }
        assertThat(browser.post(link, Map.of("password", NEW)).statusCode()).isEqualTo(403);
        var weak = browser.submit(link, link, "password", "password1234");
        assertThat(weak.statusCode()).isEqualTo(422);
        assertThat(weak.body()).contains("one of the most common ones").doesNotContain("password1234");
        assertThat(elsewhere.get("/vendor/customers").statusCode()).isEqualTo(200);

        var set = browser.submit(link, link, "password", NEW);

        assertThat(Browser.location(set)).isEqualTo("/login?password");
        assertThat(elsewhere.get("/start").statusCode()).isEqualTo(302);
        assertThat(Browser.location(elsewhere.get("/start"))).isEqualTo("/login");
        assertThat(browser.signIn(person.email(), LoginsByRole.PASSWORD).statusCode())
                .isEqualTo(401);
        assertThat(browser.signIn(person.email(), NEW).statusCode()).isEqualTo(302);
        assertThat(new Browser(base).get(link).statusCode()).isEqualTo(410);
        assertThat(jdbc.queryForList(
                        "select type from account_event where account_id = ?",
                        String.class,
                        person.id().value()))
                .containsExactly("PASSWORD_SET_BY_LINK");
    }

    @Test
    void usingOneLinkKillsTheOthers() {
        var person = people.with(Role.TEAM_MEMBER);
        var first = linkFor(person.email());
        var second = linkFor(person.email());
        assertThat(second).isNotEqualTo(first);

        browser.submit(first, first, "password", NEW);

        assertThat(browser.get(second).statusCode()).isEqualTo(410);
    }

    @Test
    void aLinkEndsWithItsTimeAndWithItsLogin() {
        var late = people.with(Role.TEAM_MEMBER);
        var off = people.with(Role.TEAM_MEMBER);
        var lateLink = linkFor(late.email());
        var offLink = linkFor(off.email());
        jdbc.update("update account set active = false where id = ?", off.id().value());
        assertThat(browser.get(offLink).statusCode()).isEqualTo(410);

        clock.advance(Duration.ofMinutes(61));
        assertThat(browser.get(lateLink).statusCode()).isEqualTo(410);
        assertThat(browser.get(lateLink).body()).contains("expired");
    }

    @Test
    void aLinkThatIsNoneIsNotFound() {
        for (var token : new String[] {"x", "x".repeat(43), "x".repeat(5000), "%00", "..."}) {
            var answer = browser.get("/password/" + token);
            assertThat(answer.statusCode()).as(token).isBetween(400, 404);
            assertThat(Browser.location(answer)).isEmpty();
        }
        assertThat(browser.get("/password/" + "x".repeat(43)).statusCode()).isEqualTo(404);
    }

    @Test
    void nobodyLearnsWhetherAnAddressHasALogin() {
        var known = browser.submit(
                "/password", "/password", "email", people.with(Role.TEAM_MEMBER).email());
        var unknown = browser.submit("/password", "/password", "email", "nobody@people.example");
        assertThat(known.statusCode()).isEqualTo(302);
        assertThat(unknown.statusCode()).isEqualTo(302);
        assertThat(Browser.location(known)).isEqualTo(Browser.location(unknown)).isEqualTo("/password?requested");
        assertThat(known.body()).isEqualTo(unknown.body());
        assertThat(known.headers().map().keySet())
                .isEqualTo(unknown.headers().map().keySet());

        var malformed = browser.submit("/password", "/password", "email", "not an address");
        assertThat(malformed.statusCode()).isEqualTo(422);
        assertThat(malformed.body()).contains("not an address");
    }

    @Test
    void aLinkRemovesPasskeysUnlessThePersonKeepsThem() {
        var loses = people.with(Role.TEAM_MEMBER);
        var keeps = people.with(Role.TEAM_MEMBER);
        for (var person : List.of(loses, keeps)) {
            PasskeyRows.add(client, person.id(), "My phone");
            PasskeyRows.add(client, person.id(), "Laptop <1>");
        }
        var losing = linkFor(loses.email());
        var keeping = linkFor(keeps.email());
        assertThat(browser.get(losing).body())
                .contains("Keep my passkeys: My phone, Laptop &lt;1&gt;", "Otherwise they are removed");

        browser.submit(losing, losing, "password", NEW);
        browser.submit(keeping, keeping, "password", NEW, "keepPasskeys", "true");

        assertThat(passkeys(loses)).isZero();
        assertThat(passkeys(keeps)).isEqualTo(2);
        jobs.runDue();
        assertThat(mailbox.to(loses.email(), "security-notice"))
                .extracting(ReceivedMail::subject)
                .containsExactlyInAnyOrder(
                        "A new password was set for your login", "All passkeys of your login were removed");
        assertThat(mailbox.to(keeps.email(), "security-notice"))
                .extracting(ReceivedMail::subject)
                .containsExactly("A new password was set for your login");
    }

    private int passkeys(LoginsByRole.Person person) {
        return client.sql("select count(*) from passkey where account_id = ?")
                .param(person.id().value())
                .query(Integer.class)
                .single();
    }

    /** Asks as a person does; the ask is worked on after the answer. */
    private String linkFor(String email) {
        var before = mailbox.to(email, "password-reset").size();
        browser.submit("/password", "/password", "email", email);
        Awaitility.await("the ask is worked on").until(() -> {
            jobs.runDue();
            return mailbox.to(email, "password-reset").size() > before;
        });
        return mailbox.to(email, "password-reset").get(before).path();
    }
}
