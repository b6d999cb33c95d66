package com.partsportal.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.partsportal.account.Accounts;
import com.partsportal.account.Role;
import com.partsportal.customer.CustomerId;
import com.partsportal.customer.CustomerList;
import com.partsportal.customer.CustomerStatus;
import com.partsportal.customer.Customers;
import com.partsportal.dev.MovableClock;
import com.partsportal.mail.MailDeferred;
import com.partsportal.part.NewPart;
import com.partsportal.part.PartId;
import com.partsportal.part.Parts;
import com.partsportal.rfq.NewRfq;
import com.partsportal.rfq.RfqStatus;
import com.partsportal.rfq.Rfqs;
import com.partsportal.shared.EmailAddress;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.Mailbox;
import com.partsportal.testing.Pages;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.TestCompany;
import com.partsportal.testing.TestVendor;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

/** A vendor that an administrator suspends, and resumes. */
@PortalTest
class SuspensionTests {

    private static int vendors;

    @Autowired
    MockMvc mvc;

    @Autowired
    People people;

    @Autowired
    Pages pages;

    @Autowired
    Accounts accounts;

    @Autowired
    ApiKeys keys;

    @Autowired
    Customers customers;

    @Autowired
    CustomerList list;

    @Autowired
    Parts parts;

    @Autowired
    Rfqs rfqs;

    @Autowired
    Mailbox mailbox;

    @Autowired
    Jobs jobs;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    private TestVendor vendor;
    private Cookie admin;
    private String administrator;

    @BeforeEach
    void newVendor() {
        vendor = people.vendor("Acme Machining", "vera" + ++vendors + "@suspended.example");
        administrator = "ada" + vendors + "@portal.example";
        accounts.openStaff(new EmailAddress(administrator), "Ada Admin", Role.ADMIN, Locale.ENGLISH, People.HASH);
        admin = people.session(administrator);
    }

    @Test
    void itsPeopleAndItsKeysAreOutAtOnceAndInAgainAfterwards() throws Exception {
        var session = people.session(vendor.email());
        var key = keys.issue(vendor.id(), new NewApiKey("ERP", false, null), vendor.admin())
                .key();
        assertThat(pages.open(session, "/vendor/customers").getStatus()).isEqualTo(200);
        assertThat(me(key).getStatus()).isEqualTo(200);

        suspend("Unpaid invoices");

        assertThat(pages.open(session, "/vendor/customers").getStatus()).isNotEqualTo(200);
        var idle = people.session(vendor.email());
        assertThat(pages.open(idle, "/vendor/customers").getStatus()).isEqualTo(403);
        assertThat(pages.text(idle, "/start"))
                .contains("Acme Machining is paused")
                .doesNotContain("belongs to no vendor");
        assertThat(me(key).getStatus()).isEqualTo(401);
        assertThat(pages.call(vendor.email(), "/api/v1/customers").getStatus()).isEqualTo(403);
        assertThat(pages.text(admin, "/admin/vendors")).contains("Suspended", "Unpaid invoices");

        resume();

        assertThat(pages.open(people.session(vendor.email()), "/vendor/customers")
                        .getStatus())
                .isEqualTo(200);
        assertThat(me(key).getStatus()).isEqualTo(200);
        assertThat(jdbc.sql("select type from vendor_event where vendor_id = ? order by id")
                        .param(vendor.id().value())
                        .query(String.class)
                        .list())
                .containsExactly("SUSPENDED", "RESUMED");
    }

    @Test
    void aReasonIsNeeded() {
        suspend(" ");

        assertThat(pages.text(admin, "/admin/vendors")).contains("Give a reason");
        assertThat(pages.open(people.session(vendor.email()), "/vendor/customers")
                        .getStatus())
                .isEqualTo(200);
    }

    @Test
    void itsLinksWaitAndNothingIsAccepted() throws Exception {
        var customer = invite("link" + vendors + "@suspended.example");
        jobs.runDue(customer.value());
        var link = mailbox.await("link" + vendors + "@suspended.example", "invitation")
                .path();
        suspend("Audit");

        var page = mvc.perform(get(link)).andReturn().getResponse();
        assertThat(page.getStatus()).isEqualTo(200);
        assertThat(Pages.text(page)).contains("Acme Machining is paused; your invitation is kept");
        assertThat(accept(link).getContentAsString()).contains("is paused");
        assertThat(status(customer)).isEqualTo(CustomerStatus.INVITED);

        resume();

        assertThat(accept(link).getRedirectedUrl()).isEqualTo("/portal");
        assertThat(status(customer)).isEqualTo(CustomerStatus.ACTIVE);
    }

    @Test
    void theLinkOfATeamMemberWaitsToo() throws Exception {
        var email = "tim" + vendors + "@suspended.example";
        pages.send(
                people.session(vendor.email()), "/vendor/team", "name", "Tim", "email", email, "role", "TEAM_MEMBER");
        jobs.runDue();
        var link = mailbox.await(email, "user-invitation").path();
        suspend("Audit");

        assertThat(Pages.text(
                        mvc.perform(get(link).locale(Locale.GERMAN)).andReturn().getResponse()))
                .contains("Acme Machining pausiert; Ihre Einladung bleibt erhalten");
        assertThat(accept(link).getContentAsString()).contains("is paused");

        resume();
        assertThat(accept(link).getRedirectedUrl()).isEqualTo("/vendor/customers");
    }

    @Test
    void whoAsksForANewInvitationMeanwhileIsHeardAfterwards() throws Exception {
        var email = "ask" + vendors + "@suspended.example";
        var customer = invite(email);
        jobs.runDue(customer.value());
        var link = mailbox.await(email, "invitation").path();
        customers.revoke(vendor.id(), customer, null, vendor.admin());
        jobs.runDue();
        suspend("Audit");

        mvc.perform(post(link).queryParam("ask", "").with(csrf()));
        assertThatThrownBy(() -> jobs.runDue()).isInstanceOf(MailDeferred.class);
        assertThat(mailbox.to(vendor.email(), "new-invitation-asked")).isEmpty();

        resume();
        clock.advance(Duration.ofHours(2));
        jobs.runDue();
        assertThat(mailbox.to(vendor.email(), "new-invitation-asked")).hasSize(1);
    }

    @Test
    void anInvitationThatWasNotMailedYetIsMailedAfterwards() {
        var email = "queued" + vendors + "@suspended.example";
        var customer = invite(email);
        suspend("Audit");

        assertThatThrownBy(() -> jobs.runDue(customer.value())).isInstanceOf(MailDeferred.class);
        assertThat(mailbox.to(email, "invitation")).isEmpty();

        resume();
        clock.advance(Duration.ofHours(2));
        jobs.runDue(customer.value());
        assertThat(mailbox.to(email, "invitation")).hasSize(1);
    }

    @Test
    void remindersWait() {
        var email = "wait" + vendors + "@suspended.example";
        var customer = invite(email);
        jobs.runDue(customer.value());
        suspend("Audit");

        clock.advance(Duration.ofDays(6));
        assertThatThrownBy(() -> jobs.runDue(customer.value())).isInstanceOf(MailDeferred.class);
        assertThat(mailbox.to(email, "reminder")).isEmpty();

        resume();
        clock.advance(Duration.ofHours(2));
        jobs.runDue(customer.value());
        assertThat(mailbox.to(email, "reminder")).hasSize(1);
    }

    @Test
    void anExpiryThatPassedMeanwhileIsGivenTheSameTimeAnew() {
        var email = "again" + vendors + "@suspended.example";
        var customer = invite(email);
        jobs.runDue(customer.value());
        suspend("Audit");

        clock.advance(Duration.ofDays(20));
        assertThatThrownBy(() -> jobs.runDue(customer.value())).isInstanceOf(MailDeferred.class);
        resume();

        assertThat(status(customer)).isEqualTo(CustomerStatus.INVITED);
        assertThat(list.get(vendor.id(), customer).expiresAt())
                .isBetween(
                        clock.instant().plus(Duration.ofDays(14)).minusSeconds(60),
                        clock.instant().plus(Duration.ofDays(14)));
        clock.advance(Duration.ofDays(13));
        jobs.runDue(customer.value());
        assertThat(status(customer)).isEqualTo(CustomerStatus.INVITED);
        clock.advance(Duration.ofDays(2));
        jobs.runDue();
        assertThat(status(customer)).isEqualTo(CustomerStatus.EXPIRED);
        assertThat(mailbox.to(vendor.email(), "invitation-expired")).hasSize(1);
    }

    @Test
    void itsCustomersDoNotSeeItsPartsMeanwhile() {
        var company = people.company(vendor, "Initech", "mona" + vendors + "@suspended.example");
        var part = part(company, "P-77");
        var session = people.session(company.email());
        assertThat(pages.text(session, "/portal/parts")).contains("P-77");

        suspend("Audit");
        assertThat(pages.text(session, "/portal/parts")).doesNotContain("P-77");
        assertThat(pages.text(session, "/portal")).doesNotContain("P-77", "Acme Machining");
        assertThat(Pages.html(pages.call(company.email(), "/api/v1/parts"))).doesNotContain("P-77");
        assertThat(pages.open(session, "/portal/rfqs/new?part=" + part).getStatus())
                .isEqualTo(404);

        resume();
        assertThat(pages.text(session, "/portal/parts")).contains("P-77");
        assertThat(Pages.html(pages.call(company.email(), "/api/v1/parts"))).contains("P-77");
    }

    @Test
    void itsRfqsWaitAndHaveTheSameTimeAnew() {
        var company = people.company(vendor, "Initech", "moira" + vendors + "@suspended.example");
        var rfq = rfqs.submit(
                        company.id(),
                        new NewRfq(List.of(new NewRfq.Line(part(company, "P-78"), List.of(5))), null, null),
                        company.manager())
                .get(0);
        var session = people.session(company.email());
        suspend("Audit");

        assertThat(pages.open(session, "/portal/rfqs/" + rfq).getStatus()).isEqualTo(404);
        assertThatThrownBy(() -> jobs.runDue()).isInstanceOf(MailDeferred.class);
        clock.advance(Duration.ofDays(6));
        assertThatThrownBy(() -> jobs.runDue(rfq.value())).isInstanceOf(MailDeferred.class);
        clock.advance(Duration.ofDays(60));
        assertThatThrownBy(() -> jobs.runDue(rfq.value())).isInstanceOf(MailDeferred.class);
        assertThat(mailbox.to(vendor.email(), "rfq-submitted")).isEmpty();

        resume();
        assertThat(rfqs.get(company.id(), rfq).status()).isEqualTo(RfqStatus.UNDER_REVIEW);
        clock.advance(Duration.ofHours(2));
        jobs.runDue();
        assertThat(mailbox.to(vendor.email(), "rfq-submitted"))
                .extracting(mail -> mail.subject().contains("still waits"))
                .containsExactlyInAnyOrder(false, true);
        clock.advance(Duration.ofDays(59));
        jobs.runDue(rfq.value());
        assertThat(rfqs.get(company.id(), rfq).status()).isEqualTo(RfqStatus.UNDER_REVIEW);
        clock.advance(Duration.ofDays(2));
        jobs.runDue(rfq.value());
        assertThat(rfqs.get(company.id(), rfq).status()).isEqualTo(RfqStatus.EXPIRED);
    }

    @Test
    void whatIsMailedToItsCustomersWaits() {
        var company = people.company(vendor, "Initech", "maud" + vendors + "@suspended.example");
        jdbc.sql("update vendor set new_parts_email = true where id = ?")
                .param(vendor.id().value())
                .update();
        part(company, "P-79");
        suspend("Audit");

        assertThatThrownBy(() -> jobs.runDue()).isInstanceOf(MailDeferred.class);
        assertThat(mailbox.to(company.email(), "new-parts")).isEmpty();

        resume();
        clock.advance(Duration.ofHours(2));
        jobs.runDue();
        assertThat(mailbox.to(company.email(), "new-parts")).hasSize(1);
    }

    private void suspend(String reason) {
        pages.send(admin, "/admin/vendors/" + vendor.id() + "/suspend", "reason", reason);
    }

    /** With a session of its own: the other one may have ended by the clock. */
    private void resume() {
        pages.send(people.session(administrator), "/admin/vendors/" + vendor.id() + "/resume");
    }

    private CustomerId invite(String email) {
        return people.invite(vendor, "Borg Inc", email);
    }

    private PartId part(TestCompany company, String number) {
        return parts.add(
                vendor.id(),
                company.customer(),
                new NewPart(number, null, "Bracket", null, null, null, null, null, null),
                vendor.admin());
    }

    private CustomerStatus status(CustomerId customer) {
        return list.get(vendor.id(), customer).status();
    }

    private MockHttpServletResponse accept(String link) throws Exception {
        return mvc.perform(post(link)
                        .queryParam("accept", "")
                        .param("name", "Kim")
                        .param("password", People.PASSWORD)
                        .param("terms", "yes")
                        .with(csrf()))
                .andReturn()
                .getResponse();
    }

    private MockHttpServletResponse me(String key) throws Exception {
        return mvc.perform(get("/api/v1/me").header(HttpHeaders.AUTHORIZATION, "Bearer " + key))
                .andReturn()
                .getResponse();
    }
}
