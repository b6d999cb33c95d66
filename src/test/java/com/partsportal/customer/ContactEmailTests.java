package com.partsportal.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.partsportal.account.Role;
import com.partsportal.company.CompanyProfiles;
import com.partsportal.company.EditedCompany;
import com.partsportal.dev.MovableClock;
import com.partsportal.part.NewPart;
import com.partsportal.part.Parts;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.Mailbox;
import com.partsportal.testing.Pages;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.TestCompany;
import com.partsportal.testing.TestVendor;
import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

/** What reaches a vendor's contacts by email, and what the vendor sees of their company. */
@PortalTest
class ContactEmailTests {

    private static int vendors;

    @Autowired
    MockMvc mvc;

    @Autowired
    People people;

    @Autowired
    Pages pages;

    @Autowired
    Customers customers;

    @Autowired
    CustomerList list;

    @Autowired
    CompanyProfiles profiles;

    @Autowired
    Parts parts;

    @Autowired
    Mailbox mailbox;

    @Autowired
    Jobs jobs;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    @Value("${portal.base-url}")
    String base;

    private TestVendor vendor;
    private Cookie session;

    @BeforeEach
    void newVendor() {
        vendor = people.vendor("Acme Machining", "vera" + ++vendors + "@contact.example");
        session = people.session(vendor.email());
    }

    @Test
    void answersGoToWhoInvitedOrToTheVendorsContactAddress() {
        var first = address("reply");
        jobs.runDue(invite(first).value());
        assertThat(mailbox.await(first, "invitation").source()).contains("Reply-To: " + vendor.email());

        jdbc.sql("update vendor set contact_email = 'sales@acme.example' where id = ?")
                .param(vendor.id().value())
                .update();
        var second = address("nobody");
        jobs.runDue(customers
                .add(vendor.id(), new NewCustomer("Borg", second, null, "A", true, null, null, null), null)
                .value());
        assertThat(mailbox.await(second, "invitation").source()).contains("Reply-To: sales@acme.example");
    }

    @Test
    void theWelcomeOfAnExistingLoginNamesItsOwnCompanyAndNoNewLogin() {
        var other = people.vendor("Globex", "vito" + vendors + "@contact.example");
        var email = address("mona");
        var company = people.company(other, "Initech", email);
        jobs.runDue();
        mailbox.clear();
        var customer = customers.add(
                vendor.id(),
                new NewCustomer("INITECH (label of Acme)", email, null, "A", true, null, null, null),
                vendor.admin());
        people.link(
                Objects.requireNonNull(list.get(vendor.id(), customer).invitation()),
                company.manager().value());
        jobs.runDue();

        var welcome = mailbox.await(email, "welcome");

        assertThat(welcome.text())
                .contains("supplies Initech through Parts Portal", "You sign in as before")
                .doesNotContain("label of Acme", "password you chose", "already there");
        assertThat(welcome.html()).doesNotContain("label of Acme", "password you chose", "already there");
    }

    @Test
    void whatIsReadyCountsBeforeAnExistingLoginSignsInAndInItsWelcome() throws Exception {
        var email = address("counted");
        var other = people.company(people.vendor("Globex", "vico" + vendors + "@contact.example"), "Initech", email);
        var customer = invite(email);
        for (var number : List.of("C-1", "C-2")) {
            parts.add(
                    vendor.id(),
                    customer,
                    new NewPart(number, null, "Bracket", null, null, null, null, null, null),
                    vendor.admin());
        }
        jobs.runDue();
        var mail = mailbox.await(email, "invitation");
        assertThat(mail.text()).contains("2 parts that Acme Machining quoted or made for you before");

        assertThat(Pages.text(mvc.perform(get(mail.path())).andReturn().getResponse()))
                .contains("2 parts")
                .doesNotContain("Accept invitation");

        people.link(
                Objects.requireNonNull(list.get(vendor.id(), customer).invitation()),
                other.manager().value());
        jobs.runDue();
        assertThat(mailbox.await(email, "welcome", 2))
                .anySatisfy(welcome ->
                        assertThat(welcome.text()).contains("2 parts from Acme Machining are already there"));
    }

    @Test
    void aForgottenPasswordOfSomebodyWhoIsOnlyInvitedBringsTheInvitationAgain() throws Exception {
        var email = address("early");
        jobs.runDue(invite(email).value());
        var link = mailbox.await(email, "invitation").link();

        for (var round = 0; round < 2; round++) {
            assertThat(mvc.perform(post("/password").param("email", email).with(csrf()))
                            .andReturn()
                            .getResponse()
                            .getRedirectedUrl())
                    .isEqualTo("/password?requested");
        }
        await().untilAsserted(() -> assertThat(jdbc.sql(
                                "select count(*) from sent_mail where recipient = ? and mail_key like 'invitation-again:%'")
                        .param(email)
                        .query(Long.class)
                        .single())
                .isOne());
        jobs.runDue();

        assertThat(mailbox.await(email, "invitation", 2))
                .allSatisfy(mail -> assertThat(mail.link()).isEqualTo(link));
        assertThat(mailbox.to(email, "password-reset")).isEmpty();
    }

    @Test
    void aRevocationIsMailedOnlyIfWanted() {
        var quiet = address("quiet");
        var customer = invite(quiet);
        jobs.runDue(customer.value());
        assertThat(Pages.html(pages.open(session, "/vendor/customers/" + customer)))
                .contains("name=\"asksToNotify\"");
        pages.send(session, "/vendor/customers/" + customer + "/revoke", "asksToNotify", "true");

        var told = address("told");
        var other = invite(told);
        jobs.runDue(other.value());
        pages.send(session, "/vendor/customers/" + other + "/revoke", "asksToNotify", "true", "notifyContact", "true");
        jobs.runDue();

        assertThat(list.get(vendor.id(), customer).status()).isEqualTo(CustomerStatus.REVOKED);
        mailbox.await(told, "invitation-revoked");
        assertThat(mailbox.to(quiet, "invitation-revoked")).isEmpty();
    }

    @Test
    void newPartsAreMailedOnceADayWhereTheVendorWantsThat() {
        var company = people.company(vendor, "Initech", address("parts"));
        add(company, "P-1");
        jobs.runDue();
        assertThat(mailbox.to(company.email(), "new-parts"))
                .as("off as shipped")
                .isEmpty();

        jdbc.sql("update vendor set new_parts_email = true where id = ?")
                .param(vendor.id().value())
                .update();
        add(company, "P-2");
        add(company, "P-3");
        jobs.runDue();
        assertThat(mailbox.to(company.email(), "new-parts"))
                .singleElement()
                .satisfies(mail -> assertThat(mail.text())
                        .contains("3 parts from Acme Machining")
                        .doesNotContain("P-2"));

        clock.advance(Duration.ofDays(1));
        add(company, "P-4");
        jobs.runDue();
        assertThat(mailbox.to(company.email(), "new-parts")).hasSize(2);
    }

    @Test
    void theVendorSeesTheCompanysDetailsAndWhoIsInCharge() {
        var company = people.company(vendor, "Initech", address("boss"));
        people.member(company, address("second"), Role.CUSTOMER_MANAGER);
        people.member(company, address("user"), Role.CUSTOMER_USER);
        profiles.edit(
                company.id(),
                new EditedCompany(
                        "Initech Incorporated",
                        "+12025550123",
                        "1 Road\nSpringfield",
                        "US",
                        "Box 7",
                        "CA",
                        null,
                        "US-77",
                        "0"),
                company.manager());

        var page = pages.text(session, "/vendor/customers/" + company.customer());

        assertThat(page)
                .contains("Initech Incorporated", "+12025550123", "1 Road", "Springfield", "US-77", "Changed on")
                .contains("Shipping country United States", "Box 7", "Billing country Canada")
                .contains("Primary contact Mona Manager", "Carl second")
                .doesNotContain("Carl user", address("second"));
        assertThat(Pages.html(pages.call(vendor.email(), "/api/v1/customers/" + company.customer() + "/company")))
                .contains("\"shippingCountry\":\"US\"", "\"billingCountry\":\"CA\"", "\"changedAt\":\"")
                .contains("\"contact\":\"Mona Manager\"", "\"managers\":[\"Carl second")
                .doesNotContain(address("second"));
    }

    @Test
    void aBrowserWithoutCookiesGetsAnExplanation() throws Exception {
        var email = address("cookieless");
        jobs.runDue(invite(email).value());
        var browser = HttpClient.newHttpClient();
        for (var page : List.of("/login", mailbox.await(email, "invitation").path() + "?accept")) {
            for (var german : List.of(false, true)) {
                var answer = browser.send(
                        HttpRequest.newBuilder(URI.create(base + page))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .header("Accept", "text/html")
                                .header("Accept-Language", german ? "de" : "en")
                                .POST(BodyPublishers.ofString("email=a%40b.example&password=x&name=Kim&terms=yes"))
                                .build(),
                        BodyHandlers.ofString());

                assertThat(answer.statusCode()).as(page).isEqualTo(403);
                assertThat(answer.body())
                        .contains(german ? "Ihr Browser hat keine Cookies gesendet" : "Your browser sent no cookies");
            }
        }
    }

    private CustomerId invite(String email) {
        return people.invite(vendor, "Borg Inc", email);
    }

    private void add(TestCompany company, String number) {
        parts.add(
                vendor.id(),
                company.customer(),
                new NewPart(number, null, "Bracket", null, null, null, null, null, null),
                vendor.admin());
    }

    private static String address(String name) {
        return name + vendors + "@contact.example";
    }
}
