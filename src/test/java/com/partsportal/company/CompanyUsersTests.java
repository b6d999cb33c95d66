package com.partsportal.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.partsportal.account.Accounts;
import com.partsportal.account.Role;
import com.partsportal.customer.CustomerActivity;
import com.partsportal.customer.CustomerList;
import com.partsportal.invitation.InvitationId;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.Refused;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.Mailbox;
import com.partsportal.testing.Pages;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.TestCompany;
import com.partsportal.testing.TestVendor;
import jakarta.servlet.http.Cookie;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A company manages its own people, by its pages and by its service. */
@PortalTest
class CompanyUsersTests {

    private static int companyCount;

    @Autowired
    People people;

    @Autowired
    Pages pages;

    @Autowired
    CompanyUsers users;

    @Autowired
    Companies companies;

    @Autowired
    Accounts accounts;

    @Autowired
    CustomerList customers;

    @Autowired
    CustomerActivity activity;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Jobs jobs;

    @Autowired
    Mailbox mailbox;

    private TestVendor vendor;
    private TestCompany company;
    private String domain;
    private Cookie manager;

    @BeforeEach
    void aCompany() {
        domain = "company" + ++companyCount + ".example";
        vendor = people.vendor("Vendor " + companyCount, "vera@vendor" + companyCount + ".example");
        company = people.company(vendor, "Company " + companyCount, "mona@" + domain);
        manager = people.session(company.email());
    }

    @Test
    void aColleagueIsInvitedAndComesIn() {
        var sent = pages.send(
                manager, "/portal/users", "name", "Ben <b>", "email", "Ben@" + domain, "role", "CUSTOMER_USER");
        assertThat(sent.getRedirectedUrl()).isEqualTo("/portal/users");
        assertThat(pages.text(manager, "/portal/users"))
                .contains("Ben &lt;b&gt; ben@" + domain + " Customer User Invited");

        jobs.runDue();
        var mail = mailbox.await("ben@" + domain, "user-invitation");
        assertThat(mail.path()).startsWith("/invitations/");
        people.accept(invitation("ben@" + domain), "Ben Berg");
        jobs.runDue();

        var ben = people.session("ben@" + domain);
        assertThat(pages.open(ben, "/portal").getStatus()).isEqualTo(200);
        assertThat(pages.open(ben, "/portal/users").getStatus()).isEqualTo(403);
        assertThat(pages.text(manager, "/portal/users")).contains("Ben Berg ben@" + domain + " Customer User Active");
        assertThat(mailbox.to(company.email(), "invitation-accepted")).hasSize(1);
    }

    @Test
    void errorsAreShownBesideTheFieldAndTheInputIsKept() {
        var answer = pages.send(manager, "/portal/users", "name", "www.evil.example", "email", "nobody", "role", "X");
        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(Pages.html(answer)).contains("value=\"www.evil.example\"", "value=\"nobody\"");
        assertThat(Pages.text(answer)).contains("must not contain a link", "not an email address", "Choose a role");

        assertThat(pages.send(manager, "/portal/users", "name", "A", "email", company.email(), "role", "CUSTOMER_USER")
                        .getStatus())
                .isEqualTo(409);
        assertThat(pages.send(manager, "/portal/users", "name", "A", "email", "a@" + domain, "role", "VENDOR_ADMIN")
                        .getStatus())
                .isEqualTo(422);
    }

    @Test
    void anInvitationIsResentAndRevoked() {
        pages.send(manager, "/portal/users", "name", "Ben", "email", "ben@" + domain, "role", "CUSTOMER_USER");
        var first = invitation("ben@" + domain);
        assertThat(pages.send(
                                manager,
                                "/portal/users",
                                "name",
                                "Ben",
                                "email",
                                "ben@" + domain,
                                "role",
                                "CUSTOMER_USER")
                        .getStatus())
                .isEqualTo(409);

        assertThat(pages.send(manager, "/portal/users/invitations/" + first + "/resend")
                        .getRedirectedUrl())
                .isEqualTo("/portal/users");
        var second = invitation("ben@" + domain);
        assertThat(second).isNotEqualTo(first);
        jobs.runDue();
        var revoke = "/portal/users/invitations/" + second + "/revoke";
        assertThat(pages.send(manager, revoke, "reason", "see www.evil.example").getStatus())
                .isEqualTo(422);
        assertThat(invitation("ben@" + domain)).as("still open").isEqualTo(second);
        assertThat(pages.send(manager, revoke, "reason", "The wrong Ben <b>").getRedirectedUrl())
                .isEqualTo("/portal/users");
        jobs.runDue();
        assertThat(mailbox.await("ben@" + domain, "invitation-revoked").text()).contains("> The wrong Ben <b>");

        assertThat(pages.text(manager, "/portal/users")).doesNotContain("ben@" + domain);
        assertThat(pages.send(manager, "/portal/users/invitations/" + first + "/resend")
                        .getStatus())
                .isEqualTo(409);
    }

    @Test
    void theReasonOfADeclineIsInTheListAndTheInviterIsNotified() {
        pages.send(manager, "/portal/users", "name", "Ben", "email", "ben@" + domain, "role", "CUSTOMER_USER");
        jobs.runDue();
        pages.send(
                new Cookie("none", "none"),
                mailbox.await("ben@" + domain, "user-invitation").path(),
                "decline",
                "",
                "reason",
                "I left <b>");
        jobs.runDue();

        assertThat(pages.text(manager, "/portal/users"))
                .contains("ben@" + domain + " Customer User Declined I left &lt;b&gt; Invite again");
        mailbox.await(company.email(), "invitation-declined");
        assertThat(pages.send(
                                manager,
                                "/portal/users",
                                "name",
                                "Ben",
                                "email",
                                "ben@" + domain,
                                "role",
                                "CUSTOMER_USER")
                        .getRedirectedUrl())
                .as("an end never blocks")
                .isEqualTo("/portal/users");
    }

    @Test
    void onlyAllowedDomainsAreInvited() {
        assertThat(pages.send(manager, "/portal/users/rules", "allowedDomains", "no domain!")
                        .getStatus())
                .isEqualTo(422);
        pages.send(manager, "/portal/users/rules", "allowedDomains", "Borg.example, bücher.example");

        assertThat(users.rules(company.id()).allowedDomains()).containsExactly("borg.example", "xn--bcher-kva.example");
        assertThat(pages.send(
                                manager,
                                "/portal/users",
                                "name",
                                "Ben",
                                "email",
                                "ben@" + domain,
                                "role",
                                "CUSTOMER_USER")
                        .getStatus())
                .isEqualTo(409);
        assertThat(pages.send(
                                manager,
                                "/portal/users",
                                "name",
                                "Ben",
                                "email",
                                "b@borg.example",
                                "role",
                                "CUSTOMER_USER")
                        .getStatus())
                .isEqualTo(302);
    }

    @Test
    void aChangeCountsAtTheNextRequest() {
        var member = people.member(company, "carl@" + domain, Role.CUSTOMER_USER);
        var carl = people.session("carl@" + domain);
        assertThat(pages.open(carl, "/portal/users").getStatus()).isEqualTo(403);

        pages.send(manager, "/portal/users/" + member + "/role", "role", "CUSTOMER_MANAGER");
        assertThat(pages.open(carl, "/portal/users").getStatus()).isEqualTo(200);

        pages.send(manager, "/portal/users/" + member + "/deactivate");
        assertThat(pages.open(carl, "/portal").getStatus()).isEqualTo(403);

        pages.send(manager, "/portal/users/" + member + "/reactivate");
        assertThat(pages.open(carl, "/portal").getStatus()).isEqualTo(200);

        pages.send(manager, "/portal/users/" + member + "/remove");
        assertThat(pages.open(carl, "/portal").getStatus()).isEqualTo(403);
        assertThat(pages.text(manager, "/portal/users"))
                .contains("Mona Manager removed Carl carl", "Mona Manager made Carl carl a Customer Manager");
        assertThatThrownBy(() -> jdbc.sql("delete from company_event").update())
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThat(pages.open(carl, "/").getRedirectedUrl()).isEqualTo("/start");
    }

    @Test
    void theHistorySaysWhoDidWhatFromWhereWithBeforeAndAfter() {
        var member = people.member(company, "carl@" + domain, Role.CUSTOMER_USER);
        pages.send(manager, "/portal/users/" + member + "/role", "role", "CUSTOMER_MANAGER");
        pages.send(manager, "/portal/users/" + member + "/role", "role", "CUSTOMER_MANAGER");
        pages.send(manager, "/portal/users", "name", "=Ben", "email", "ben@" + domain, "role", "CUSTOMER_USER");
        pages.send(manager, "/portal/users/invitations/" + invitation("ben@" + domain) + "/resend");
        pages.send(manager, "/portal/users/rules", "allowedDomains", "borg.example", "rfqApproval", "yes");
        pages.send(manager, "/portal/users/rules", "allowedDomains", "borg.example", "rfqApproval", "yes");
        pages.send(
                manager,
                "/portal/company",
                "version",
                "0",
                "companyName",
                "Borg",
                "phone",
                "",
                "shippingAddress",
                "Here");

        assertThat(pages.text(manager, "/portal/company/history"))
                .contains(
                        "Mona Manager made Carl carl a Customer Manager",
                        "Mona Manager sent =Ben a new link",
                        "Mona Manager changed the rules of your company",
                        "RFQs of Customer Users wait for a Manager : no → yes",
                        "Allowed domains : any → borg.example",
                        "Mona Manager changed “Shipping address” from “–” to “Here”",
                        "from the network 127.0.0.0/24");
        var file = Pages.html(pages.open(manager, "/portal/company/history/export"));
        var carl = jdbc.sql("select account_id from company_user where id = ?")
                .param(member)
                .query(UUID.class)
                .single();
        assertThat(file.lines())
                .first(InstanceOfAssertFactories.STRING)
                .as("spreadsheets recognise UTF-8")
                .startsWith("\uFEFFat,type,by,by_id,network,");
        assertThat(file.lines().filter(line -> line.contains(",MADE_MANAGER,")))
                .as("a repeat is nothing that happened")
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains(",Mona Manager," + company.manager().value() + ",127.0.0.0/24,Carl carl," + carl)
                .endsWith(",CUSTOMER_USER,CUSTOMER_MANAGER");
        assertThat(file.lines().filter(line -> line.contains(",RESENT,"))).hasSize(1);
        assertThat(file.lines().filter(line -> line.contains(",RULES_CHANGED,")))
                .hasSize(1);
        assertThat(file).contains(",'=Ben,", ",PROFILE_CHANGED,", ",shippingAddress,,Here");
        var stranger = people.session(
                people.company(people.vendor("Stranger " + domain, "vs@" + domain), "Stranger", "stranger@" + domain)
                        .email());
        assertThat(pages.text(stranger, "/portal/company/history")).doesNotContain("Carl");
        assertThat(Pages.html(pages.open(stranger, "/portal/company/history/export"))
                        .lines())
                .hasSize(1);
    }

    @Test
    void whoIsInvitedAgainHasTheInvitedRoleOnly() {
        var member = people.member(company, "carl@" + domain, Role.CUSTOMER_MANAGER);
        users.remove(company.id(), member, company.manager());

        pages.send(manager, "/portal/users", "name", "Carl", "email", "carl@" + domain, "role", "CUSTOMER_USER");
        var carl = people.session("carl@" + domain);
        var account = jdbc.sql("select id from account where email = ?")
                .param("carl@" + domain)
                .query(UUID.class)
                .single();
        people.link(invitation("carl@" + domain), account);

        assertThat(pages.open(carl, "/portal").getStatus()).isEqualTo(200);
        assertThat(pages.open(carl, "/portal/users").getStatus()).isEqualTo(403);
        assertThat(people.membership(company, "carl@" + domain)).isNotEqualTo(member);
    }

    @Test
    void theLastManagerStaysByEveryWay() {
        var own = people.membership(company, company.email());
        var inactive = people.member(company, "ina@" + domain, Role.CUSTOMER_MANAGER);
        users.deactivate(company.id(), inactive, company.manager());
        pages.send(manager, "/portal/users", "name", "Invited", "email", "i@" + domain, "role", "CUSTOMER_MANAGER");

        Stream.of("role", "deactivate", "remove").forEach(act -> {
            var answer = pages.send(manager, "/portal/users/" + own + "/" + act, "role", "CUSTOMER_USER");
            assertThat(answer.getStatus()).as(act).isEqualTo(409);
            assertThat(Pages.text(answer)).contains("needs an active Customer Manager");
        });
        assertThat(pages.send(manager, "/portal/leave").getStatus()).isEqualTo(409);
        assertThatThrownBy(() -> jdbc.sql("update company_user set active = false where company_id = ?")
                        .param(company.id().value())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThat(pages.open(manager, "/portal/users").getStatus()).isEqualTo(200);
    }

    @Test
    void aManagerWhoseLoginIsStoppedIsNotTheOneWhoStays() {
        var own = people.membership(company, company.email());
        var stopped = people.member(company, "stopped@" + domain, Role.CUSTOMER_MANAGER);
        accounts.stop(accounts.byEmail(new EmailAddress("stopped@" + domain))
                .orElseThrow()
                .id());

        assertThat(pages.send(manager, "/portal/users/" + own + "/role", "role", "CUSTOMER_USER")
                        .getStatus())
                .isEqualTo(409);
        assertThat(pages.send(manager, "/portal/leave").getStatus()).isEqualTo(409);
        assertThatThrownBy(() -> jdbc.sql("update company_user set ended_at = joined_at where id = ?")
                        .param(own)
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThat(pages.send(manager, "/portal/users/" + stopped + "/remove").getStatus())
                .isEqualTo(302);
    }

    @Test
    void whoGivesUpTheOwnRoleIsLedToThePagesThatAreLeft() {
        var own = people.membership(company, company.email());
        people.member(company, "second@" + domain, Role.CUSTOMER_MANAGER);

        assertThat(pages.send(manager, "/portal/users/" + own + "/role", "role", "CUSTOMER_USER")
                        .getRedirectedUrl())
                .isEqualTo("/");

        assertThat(pages.open(manager, "/").getRedirectedUrl()).isEqualTo("/portal");
        assertThat(pages.open(manager, "/portal/users").getStatus()).isEqualTo(403);
    }

    @Test
    void ofTwoManagersWhoDemoteEachOtherOneStays() throws Exception {
        var one = people.membership(company, company.email());
        var other = people.member(company, "other@" + domain, Role.CUSTOMER_MANAGER);
        var start = new CountDownLatch(1);
        var threads = Executors.newFixedThreadPool(2);
        var acts = Stream.of(one, other)
                .<Future<Boolean>>map(member -> threads.submit(() -> {
                    start.await();
                    try {
                        users.changeRole(company.id(), member, Role.CUSTOMER_USER, company.manager());
                        return true;
                    } catch (Refused refused) {
                        assertThat(refused.code()).isEqualTo("last-manager");
                        return false;
                    }
                }))
                .toList();
        start.countDown();
        var done = 0;
        for (var act : acts) {
            done += act.get() ? 1 : 0;
        }
        threads.shutdown();

        assertThat(done).isEqualTo(1);
        assertThat(users.members(company.id()))
                .filteredOn(member -> member.role() == Role.CUSTOMER_MANAGER)
                .hasSize(1);
    }

    @Test
    void aFollowerBecomesPrimaryContactWhenThePrimaryContactLeaves() {
        people.member(company, "user@" + domain, Role.CUSTOMER_USER);
        people.member(company, "second@" + domain, Role.CUSTOMER_MANAGER);
        people.member(company, "third@" + domain, Role.CUSTOMER_MANAGER);

        assertThat(pages.send(manager, "/portal/leave").getRedirectedUrl()).isEqualTo("/");

        assertThat(customers.get(vendor.id(), company.customer()).email().value())
                .isEqualTo("second@" + domain);
        assertThat(activity.timeline(vendor.id(), company.customer(), Locale.ENGLISH))
                .anyMatch(entry -> entry.type().equals("CONTACT_SUCCEEDED"));
        assertThatThrownBy(() -> jdbc.sql("update customer set email = 'x@y.example' where id = ?")
                        .param(company.customer().value())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void nobodyFollowsWhoIsTheContactOfAnotherCustomerOfThatVendor() {
        var second = people.company(vendor, "Second " + companyCount, "second@" + domain);
        companies.join(company.id(), second.manager(), Role.CUSTOMER_MANAGER);

        pages.send(manager, "/portal/leave");

        assertThat(customers.get(vendor.id(), company.customer()).email().value())
                .isEqualTo(company.email());
        assertThat(activity.timeline(vendor.id(), company.customer(), Locale.ENGLISH))
                .anyMatch(entry -> entry.type().equals("CONTACT_LEFT"));
        assertThat(jdbc.sql("select kind from support_case where company_id = ?")
                        .param(company.id().value())
                        .query(String.class)
                        .list())
                .as("support has to find somebody")
                .containsExactly("COMPANY_WITHOUT_MANAGER");
    }

    @Test
    void aForeignMemberOrInvitationIsLikeAnUnknownOne() {
        var other = people.company(vendor, "Other " + companyCount, "otto@" + domain);
        var foreign = people.membership(other, "otto@" + domain);

        for (var path : new String[] {
            foreign + "/remove",
            foreign + "/deactivate",
            foreign + "/reactivate",
            UUID.randomUUID() + "/remove",
            "x/remove",
            "invitations/" + UUID.randomUUID() + "/resend",
            "invitations/x/revoke"
        }) {
            assertThat(pages.send(manager, "/portal/users/" + path).getStatus())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(pages.send(people.session(vendor.email()), "/portal/users/" + foreign + "/remove")
                        .getStatus())
                .isEqualTo(403);
    }

    private InvitationId invitation(String email) {
        return users.invited(company.id()).stream()
                .filter(invited -> invited.email().value().equals(email))
                .findFirst()
                .orElseThrow()
                .id();
    }
}
