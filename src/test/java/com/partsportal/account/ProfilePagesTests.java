package com.partsportal.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import com.partsportal.shared.EmailAddress;
import com.partsportal.testing.Pages;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import jakarta.servlet.http.Cookie;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

/** What a person does with their own login. */
@PortalTest
class ProfilePagesTests {

    private static final String NEW_PASSWORD = "nine purple hammers sing";
    private static int people;

    @Autowired
    People vendors;

    @Autowired
    Pages pages;

    @Autowired
    Accounts accounts;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MockMvc mvc;

    private String email;
    private Cookie session;

    @BeforeEach
    void aPerson() {
        email = "pat" + ++people + "@profile.example";
        vendors.vendor("Profiles " + people, email);
        session = vendors.session(email);
    }

    @Test
    void nameAndPhoneAreOnesOwnAndTheAddressIsNot() {
        assertThat(pages.text(session, "/portal/profile")).contains("Your profile", "Ask support to change it");
        assertThat(pages.send(
                                session,
                                "/portal/profile",
                                "name",
                                "Pat <Q>",
                                "phone",
                                "+49 30 1234567",
                                "email",
                                "x@y.example")
                        .getRedirectedUrl())
                .isEqualTo("/portal/profile");
        var account = accounts.byEmail(new EmailAddress(email)).orElseThrow();
        assertThat(account.name()).isEqualTo("Pat <Q>");
        assertThat(account.phone()).isEqualTo("+49301234567");

        var refused = pages.send(session, "/portal/profile", "name", "www.evil.example", "phone", "12");
        assertThat(refused.getStatus()).isEqualTo(422);
        assertThat(Pages.html(refused)).contains("value=\"www.evil.example\"", "value=\"12\"");
    }

    @Test
    void aNewPasswordEndsEveryOtherSession() {
        var elsewhere = vendors.session(email);
        assertThat(pages.send(session, "/portal/profile/password", "current", "wrong", "password", NEW_PASSWORD)
                        .getStatus())
                .isEqualTo(422);
        assertThat(pages.send(session, "/portal/profile/password", "current", People.PASSWORD, "password", "short")
                        .getStatus())
                .isEqualTo(422);

        var changed =
                pages.send(session, "/portal/profile/password", "current", People.PASSWORD, "password", NEW_PASSWORD);

        assertThat(changed.getRedirectedUrl()).isEqualTo("/portal/profile");
        assertThat(pages.open(changed.getCookie("portal-session"), "/portal/profile")
                        .getStatus())
                .isEqualTo(200);
        assertThat(pages.open(elsewhere, "/portal/profile").getStatus()).isEqualTo(302);
        assertThat(pages.open(session, "/portal/profile").getStatus()).isEqualTo(302);
    }

    @Test
    void onePersonSignsOutEverywhere() {
        var elsewhere = vendors.session(email);
        assertThat(pages.text(session, "/portal/profile")).contains("this one");

        assertThat(pages.send(session, "/portal/profile/sessions").getRedirectedUrl())
                .isEqualTo("/login?signedout");

        assertThat(pages.open(elsewhere, "/portal/profile").getStatus()).isEqualTo(302);
        assertThat(pages.open(session, "/portal/profile").getStatus()).isEqualTo(302);
    }

    @Test
    void whatAPersonDidWithTheOwnLoginIsKeptAndShownToThatPersonAlone() {
        jdbc.sql("update account set terms_version = 'older' where email = ?")
                .param(email)
                .update();
        pages.send(session, "/portal/profile/terms");
        pages.send(session, "/portal/profile", "name", "Pat Q", "phone", "");
        pages.send(session, "/portal/profile", "name", "Pat Q", "phone", "+49 30 1234567");
        pages.send(session, "/portal/profile", "name", "Pat Q", "phone", "+49 30 1234567");
        pages.send(vendors.session(email), "/portal/profile/sessions");
        session = vendors.session(email);
        session = pages.send(session, "/portal/profile/password", "current", People.PASSWORD, "password", NEW_PASSWORD)
                .getCookie("portal-session");

        assertThat(pages.text(session, "/portal/profile"))
                .containsPattern("Recent activity You changed your password .*You signed out everywhere "
                        + ".*You changed your phone number .*You changed your name .*You agreed to the terms of use of "
                        + Terms.VERSION + " .*from the network 127.0.0.0/24");
        var account = accounts.byEmail(new EmailAddress(email)).orElseThrow().id();
        assertThat(jdbc.sql("select type, before, after from account_event where account_id = ? order by at, id")
                        .param(account.value())
                        .query((row, number) ->
                                row.getString("type") + " " + row.getString("before") + " " + row.getString("after"))
                        .list())
                .as("a repeat is nothing that happened; no row holds a name, a number or a password")
                .containsExactly(
                        "TERMS_AGREED older " + Terms.VERSION,
                        "NAME_CHANGED null null",
                        "PHONE_CHANGED null null",
                        "SIGNED_OUT_EVERYWHERE null null",
                        "PASSWORD_CHANGED null null");
        vendors.vendor("Others " + people, "other" + email);
        assertThat(pages.text(vendors.session("other" + email), "/portal/profile"))
                .doesNotContain("Recent activity");
        Stream.of("update account_event set type = 'RESUMED'", "delete from account_event", "truncate account_event")
                .forEach(act -> assertThatThrownBy(() -> jdbc.sql(act).update())
                        .as(act)
                        .isInstanceOf(DataIntegrityViolationException.class));
    }

    @Test
    void newTermsAreShownOnceBeforeAnyOtherPage() throws Exception {
        jdbc.sql("update account set terms_version = 'older' where email = ?")
                .param(email)
                .update();
        assertThat(pages.send(
                                session,
                                "/login",
                                "email",
                                email,
                                "password",
                                People.PASSWORD,
                                "continue",
                                "/vendor/team")
                        .getRedirectedUrl())
                .isEqualTo("/vendor/team");
        session = vendors.session(email);
        var question = "/portal/profile/terms?continue=%2Fvendor%2Fcustomers%3Fq%3Dborg";
        assertThat(pages.open(session, "/vendor/customers?q=borg").getRedirectedUrl())
                .isEqualTo(question);
        assertThat(pages.open(session, "/start").getRedirectedUrl()).isEqualTo("/portal/profile/terms");
        assertThat(pages.send(session, "/portal/profile", "name", "Nobody").getRedirectedUrl())
                .isEqualTo("/portal/profile/terms");
        assertThat(accounts.byEmail(new EmailAddress(email)).orElseThrow().name())
                .isNotEqualTo("Nobody");
        var part = mvc.perform(get("/vendor/customers?q=borg").cookie(session).header("HX-Request", "true"))
                .andReturn()
                .getResponse();
        assertThat(part.getHeader("HX-Redirect"))
                .as("the whole page goes there")
                .isEqualTo(question);
        assertThat(part.getContentAsByteArray()).isEmpty();
        assertThat(pages.text(session, question)).contains("I agree");
        assertThat(pages.open(session, "/terms").getStatus()).isEqualTo(200);
        assertThat(pages.open(session, "/app.css").getStatus()).isEqualTo(200);
        assertThat(pages.send(vendors.session(email), "/logout").getRedirectedUrl())
                .isEqualTo("/login?signedout");

        assertThat(pages.send(session, "/portal/profile/terms", "continue", "/vendor/customers?q=borg")
                        .getRedirectedUrl())
                .isEqualTo("/vendor/customers?q=borg");

        assertThat(pages.open(session, "/vendor/customers?q=borg").getStatus()).isEqualTo(200);
        assertThat(pages.open(session, "/portal/profile/terms?continue=https://evil.example")
                        .getRedirectedUrl())
                .isEqualTo("/vendor/customers");
        assertThat(jdbc.sql("select terms_version from account where email = ?")
                        .param(email)
                        .query(String.class)
                        .single())
                .isEqualTo(Terms.VERSION);
    }

    @Test
    void theApiStaysOpenToWhoHasNotAgreedToNewTerms() {
        jdbc.sql("update account set terms_version = 'older' where email = ?")
                .param(email)
                .update();

        assertThat(pages.call(email, "/api/v1/me").getStatus()).isEqualTo(200);
    }

    @Test
    void aNumberWithoutACountryCodeIsRefusedWithTheWayToWriteIt() {
        var refused = pages.send(session, "/portal/profile", "name", "Pat", "phone", "030 1234567");

        assertThat(refused.getStatus()).isEqualTo(422);
        assertThat(Pages.text(refused)).contains("Write it with the country code, such as +49 30 1234567");
    }
}
