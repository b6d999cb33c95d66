package com.partsportal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.partsportal.account.AccountId;
import com.partsportal.account.Accounts;
import com.partsportal.account.Role;
import com.partsportal.company.Companies;
import com.partsportal.company.CompanyUsers;
import com.partsportal.company.NewColleague;
import com.partsportal.dev.MovableClock;
import com.partsportal.shared.EmailAddress;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.Mailbox;
import com.partsportal.testing.Pages;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.TestCompany;
import com.partsportal.testing.TestVendor;
import com.partsportal.vendor.Vendors;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What becomes of a login that belongs nowhere any more. */
@PortalTest
class LoginRetentionTests {

    private static final Duration RETAINED = Duration.ofDays(180);
    private static final String NEW_PASSWORD = "nine purple hammers sing";
    private static int companyCount;

    @Autowired
    LoginRetention retention;

    @Autowired
    People people;

    @Autowired
    Pages pages;

    @Autowired
    Accounts accounts;

    @Autowired
    Companies companies;

    @Autowired
    Vendors vendors;

    @Autowired
    CompanyUsers users;

    @Autowired
    Mailbox mailbox;

    @Autowired
    Jobs jobs;

    @Autowired
    MovableClock clock;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    JdbcClient jdbc;

    private TestVendor vendor;
    private TestCompany company;
    private String email;
    private AccountId carl;
    private UUID membership;

    @BeforeEach
    void aMember() {
        var domain = "retention" + ++companyCount + ".example";
        vendor = people.vendor("Retention " + companyCount, "vera@" + domain);
        company = people.company(vendor, "Company " + companyCount, "mona@" + domain);
        email = "carl@" + domain;
        membership = people.member(company, email, Role.CUSTOMER_MANAGER);
        carl = accounts.byEmail(new EmailAddress(email)).orElseThrow().id();
    }

    @Test
    void aLoginWithoutAPlaceIsRetiredAndOnlyAnInvitationMakesItOneAgainWithANewPassword() {
        accounts.updateProfile(carl, "Carl Before", "+49301234567");
        users.remove(company.id(), membership, company.manager());
        clock.advance(RETAINED.minusHours(1));
        retention.retire();
        assertThat(pages.open(people.session(email), "/start").getStatus())
                .as("a login still")
                .isEqualTo(200);
        var open = people.session(email);

        clock.advance(Duration.ofHours(2));
        retention.retire();
        retention.retire();

        assertThat(pages.open(open, "/start").getStatus()).isEqualTo(302);
        assertThat(signIn(People.PASSWORD)).isEqualTo(401);
        assertThat(accounts.byEmail(new EmailAddress(email))).isEmpty();
        assertThat(accounts.isTaken(new EmailAddress(email), null))
                .as("nobody else gets the address")
                .isTrue();
        assertThat(accounts.find(carl).orElseThrow().phone()).isNull();
        assertThat(jdbc.sql("select password_hash is null from account where id = ?")
                        .param(carl.value())
                        .query(Boolean.class)
                        .single())
                .isTrue();

        users.invite(company.id(), new NewColleague("Carl", email, "CUSTOMER_USER"), company.manager());
        jobs.runDue();
        var link = mailbox.await(email, "user-invitation").path();
        assertThat(pages.text(new Cookie("none", "none"), link)).contains("Your name", "Password", "terms");
        var accepted = pages.send(
                new Cookie("none", "none"),
                link,
                "accept",
                "",
                "name",
                "Carl Again",
                "password",
                NEW_PASSWORD,
                "terms",
                "yes");

        assertThat(accepted.getRedirectedUrl()).isEqualTo("/portal");
        assertThat(accounts.byEmail(new EmailAddress(email)).orElseThrow())
                .satisfies(again -> assertThat(again.id()).isEqualTo(carl))
                .satisfies(again -> assertThat(again.name()).isEqualTo("Carl Again"))
                .satisfies(again -> assertThat(again.active()).isTrue());
        assertThat(signIn(People.PASSWORD)).isEqualTo(401);
        assertThat(signIn(NEW_PASSWORD)).isEqualTo(302);
        assertThat(companies.memberships(carl))
                .singleElement()
                .satisfies(place -> assertThat(place.role()).isEqualTo(Role.CUSTOMER_USER));
        assertThat(jdbc.sql("select type from account_event where account_id = ? order by at, id")
                        .param(carl.value())
                        .query(String.class)
                        .list())
                .containsExactly("NAME_CHANGED", "PHONE_CHANGED", "RETIRED", "RETURNED");
    }

    @Test
    void whoHasAPlaceSomewhereOrIsOnlySwitchedOffStays() {
        var off = people.member(company, "off" + email, Role.CUSTOMER_USER);
        users.deactivate(company.id(), off, company.manager());
        var elsewhere = people.member(company, "elsewhere" + email, Role.CUSTOMER_USER);
        companies.join(
                people.company(vendor, "Second " + companyCount, "second" + email)
                        .id(),
                accounts.byEmail(new EmailAddress("elsewhere" + email))
                        .orElseThrow()
                        .id(),
                Role.CUSTOMER_USER);
        users.remove(company.id(), elsewhere, company.manager());
        var colleague = people.member(company, "vendor" + email, Role.CUSTOMER_USER);
        vendors.join(
                vendor.id(),
                accounts.byEmail(new EmailAddress("vendor" + email))
                        .orElseThrow()
                        .id(),
                Role.TEAM_MEMBER);
        users.remove(company.id(), colleague, company.manager());

        clock.advance(RETAINED.plusDays(1));
        retention.retire();

        assertThat(jdbc.sql("select count(*) from account where retired_at is not null and email like :these")
                        .param("these", "%" + email)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void whoJoinsWhileTheLoginIsRetiredComesTooLate() {
        users.remove(company.id(), membership, company.manager());
        clock.advance(RETAINED.plusDays(1));

        var joining = transactions.execute(status -> {
            accounts.retireIf(carl, () -> true);
            var join = CompletableFuture.runAsync(() -> companies.join(company.id(), carl, Role.CUSTOMER_USER));
            Awaitility.await("it waits for the row")
                    .until(() -> jdbc.sql("select exists (select 1 from pg_locks where not granted)")
                            .query(Boolean.class)
                            .single());
            return join;
        });

        assertThatThrownBy(joining::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(DataIntegrityViolationException.class);
        assertThat(companies.memberships(carl)).isEmpty();
    }

    private int signIn(String password) {
        return pages.send(new Cookie("none", "none"), "/login", "email", email, "password", password)
                .getStatus();
    }
}
