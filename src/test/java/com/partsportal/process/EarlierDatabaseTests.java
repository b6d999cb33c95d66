package com.partsportal.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.account.AccountId;
import com.partsportal.account.Accounts;
import com.partsportal.account.Terms;
import com.partsportal.company.CompanyId;
import com.partsportal.customer.CustomerId;
import com.partsportal.customer.CustomerList;
import com.partsportal.customer.CustomerStatus;
import com.partsportal.customer.Customers;
import com.partsportal.dev.MovableClock;
import com.partsportal.emailchange.ChangeDecisions;
import com.partsportal.emailchange.ChangeState;
import com.partsportal.emailchange.EmailChangeId;
import com.partsportal.emailchange.EmailChanges;
import com.partsportal.invitation.AcceptInvitation;
import com.partsportal.invitation.InvitationAnswers;
import com.partsportal.invitation.InvitationId;
import com.partsportal.rfq.NewRfq;
import com.partsportal.rfq.Quote;
import com.partsportal.rfq.RfqAnswer;
import com.partsportal.rfq.RfqApproval;
import com.partsportal.rfq.RfqId;
import com.partsportal.rfq.RfqStatus;
import com.partsportal.rfq.Rfqs;
import com.partsportal.shared.EmailAddress;
import com.partsportal.testing.EarlierDatabase;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.Mailbox;
import com.partsportal.testing.Pages;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.vendor.VendorId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What an earlier version left goes on: a database of b259b5b with customers, invitations, RFQs and email changes in each of
 * their waiting states, all persons invented. Today's migrations and models come over it when this test's portal starts.
 */
@PortalTest
@EarlierDatabase("earlier/b259b5b.sql.gz")
class EarlierDatabaseTests {

    /** When the copy was made. */
    private static final Instant THEN = Instant.parse("2026-12-04T09:05:30Z");

    @Autowired
    Customers customers;

    @Autowired
    CustomerList list;

    @Autowired
    InvitationAnswers invitations;

    @Autowired
    Accounts accounts;

    @Autowired
    Rfqs rfqs;

    @Autowired
    EmailChanges changes;

    @Autowired
    ChangeDecisions decisions;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    ManagementService management;

    @Autowired
    Agents agents;

    @Autowired
    Mailbox mailbox;

    @Autowired
    Jobs jobs;

    @Autowired
    Pages pages;

    @Autowired
    People people;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    private VendorId vendor;
    private AccountId vera;
    private AccountId sam;
    private AccountId lea;

    @BeforeEach
    void then() {
        clock.moveTo(THEN);
        vendor = new VendorId(id("select id from vendor"));
        vera = account("vera");
        sam = account("sam");
        lea = account("lea");
    }

    /** One story, since the clock and what is left are the same for all. */
    @Test
    void eachInstanceOfTheEarlierModelsComesToItsEnd() {
        assertThat(jdbc.sql("select count(distinct proc_def_id_) from act_ru_execution")
                        .query(Long.class)
                        .single())
                .as("models that something runs on")
                .isGreaterThanOrEqualTo(6);
        before();
        jobs.runDue();
        assertThat(mailbox.await(address("queued"), "invitation").link()).contains("/invitations/");

        requestsForQuotation();
        emailChanges();
        supportCases();
        invitations();

        clock.advance(Duration.ofDays(30));
        jobs.runDue();
        assertThat(management.createJobQuery().withException().list()).isEmpty();
        assertThat(runtime.createProcessInstanceQuery().list())
                .as("what runs still")
                .extracting(instance -> instance.getProcessDefinitionId() + " " + instance.getBusinessKey())
                .isEmpty();
    }

    /** What happens to the instances before they go on. */
    void before() {}

    private void invitations() {
        accept("opened");
        accept("queued");
        accept("colleague");
        accept("teammate");
        invitations.decline(invitation("invited"), "Not now");
        jobs.runDue();
        assertThat(status("opened")).isEqualTo(CustomerStatus.ACTIVE);
        assertThat(status("queued")).isEqualTo(CustomerStatus.ACTIVE);
        assertThat(status("invited")).isEqualTo(CustomerStatus.DECLINED);
        assertThat(mailbox.await(address("opened"), "welcome").path()).isEqualTo("/login");
        assertThat(pages.text(people.session(address("opened")), "/portal")).contains("Acme Machining");
        assertThat(pages.text(people.session(address("colleague")), "/portal/parts"))
                .contains("BR-100", "bracket.pdf");
        mailbox.await("vera@copy.example", "invitation-declined");

        customers.invite(vendor, customer("draft"), vera);
        jobs.runDue();
        accept("draft");
        customers.invite(vendor, customer("declined"), vera);

        clock.moveTo(Instant.parse("2026-12-08T09:01:00Z"));
        jobs.runDue();
        assertThat(jdbc.sql("select count(*) from sent_mail where recipient = ? and kind = 'reminder'")
                        .param(address("reminded"))
                        .query(Long.class)
                        .single())
                .as("the second of its reminders")
                .isEqualTo(2);
        clock.moveTo(Instant.parse("2026-12-15T09:01:00Z"));
        jobs.runDue();
        assertThat(status("reminded")).isEqualTo(CustomerStatus.EXPIRED);
        mailbox.await("vera@copy.example", "invitation-expired");
    }

    private void requestsForQuotation() {
        var waiting = rfq("AWAITING_APPROVAL");
        var back = rfq("SENT_BACK");
        var review = rfq("UNDER_REVIEW");
        var answered = rfq("ANSWERED");
        var company = new CompanyId(id("select company_id from rfq limit 1"));
        var manager = account("active");
        rfqs.decide(company, waiting, RfqApproval.APPROVE, null, manager);
        var line = rfqs.lines(back).get(0);
        assertThat(line.number()).isEqualTo("BR-100");
        rfqs.revise(
                company,
                back,
                new NewRfq(List.of(new NewRfq.Line(line.part(), List.of(20))), null, "20 then"),
                account("user"));
        rfqs.decide(company, back, RfqApproval.REJECT, "No more", manager);
        jobs.runDue();
        mailbox.await("vera@copy.example", "rfq-submitted");
        assertThat(pages.text(people.session("vera@copy.example"), "/vendor/rfqs/" + review))
                .contains("BR-100", "Steel", "bracket.pdf");
        var asked = rfqs.lines(review).get(0);
        rfqs.answer(
                vendor,
                review,
                new RfqAnswer(
                        RfqStatus.ANSWERED,
                        new Quote(
                                Currency.getInstance("EUR"),
                                10,
                                null,
                                List.of(new Quote.Price(asked.id(), 10, new BigDecimal("4.20")))),
                        null,
                        List.of()),
                vera);
        rfqs.answer(vendor, waiting, new RfqAnswer(RfqStatus.REJECTED, "Too small"), vera);
        jobs.runDue();
        mailbox.await(address("active"), "rfq-answered");
        assertThat(pages.text(people.session(address("active")), "/portal/rfqs/" + review))
                .contains("4.20 EUR");
        assertThat(pages.text(people.session(address("active")), "/portal/rfqs/" + answered))
                .contains("See our offer");
    }

    private void emailChanges() {
        // both mailboxes, then the agent
        changes.confirmNew(change("review"));
        changes.confirmOld(change("review"));
        decisions.decide(change("review"), sam, "approve", "Called", null);
        decisions.decide(change("both"), sam, "approve", "Called", null);
        // the agent, then both mailboxes
        changes.confirmNew(change("approved"));
        changes.confirmOld(change("approved"));
        // the old one is silent
        decisions.decide(change("second"), lea, "approve", "Called as well", null);
        // the agent asked
        changes.answerOwn(account("asked"), "I am Ada of purchasing");
        decisions.decide(change("asked"), sam, "reject", "Nobody knows you", null);
        // signed out
        changes.confirmNew(change("unproven"));
        jobs.runDue();
        decisions.decide(change("unproven"), sam, "reject", "No such person", null);
        changes.dispute(change("proven"));
        jobs.runDue();
        clock.advance(Duration.ofDays(3));
        jobs.runDue();
        for (var name : List.of("review", "both", "approved", "second", "cooling")) {
            assertThat(changes.get(change(name)).state()).as(name).isEqualTo(ChangeState.APPLIED);
            assertThat(accounts.byEmail(new EmailAddress(name + ".new@copy.example")))
                    .as(name)
                    .isPresent();
        }
        assertThat(changes.get(change("asked")).state()).isEqualTo(ChangeState.REJECTED);
        assertThat(changes.get(change("unproven")).state()).isEqualTo(ChangeState.REJECTED);
        assertThat(changes.get(change("proven")).state()).isEqualTo(ChangeState.DISPUTED);
        assertThat(changes.get(change("disputed")).state()).isEqualTo(ChangeState.DISPUTED);
        mailbox.await("review.new@copy.example", "email-changed");
        mailbox.await(address("asked"), "email-change-rejected");
    }

    /** Of the disputes: the one that was there, and the one of now. */
    private void supportCases() {
        var open = tasks.createTaskQuery().taskDefinitionKey("HandleCase").list();
        assertThat(open).hasSize(2);
        open.forEach(task -> agents.as(
                sam,
                () -> tasks.complete(
                        task.getId(), Variables.putValue("decision", "done").putValue("comment", "All is well"))));
        assertThat(jdbc.sql("select count(*) from support_case where state <> 'CLOSED'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private void accept(String name) {
        invitations.accept(
                new AcceptInvitation(invitation(name), null, "Ada " + name, People.HASH, Terms.VERSION, null));
    }

    private CustomerStatus status(String name) {
        return list.get(vendor, customer(name)).status();
    }

    private CustomerId customer(String name) {
        return new CustomerId(id("select id from customer where email = ?", address(name)));
    }

    private InvitationId invitation(String name) {
        return new InvitationId(id("select id from invitation where email = ? and status = 'PENDING'", address(name)));
    }

    private RfqId rfq(String status) {
        return new RfqId(id("select id from rfq where status = ? order by created_at limit 1", status));
    }

    private EmailChangeId change(String name) {
        return new EmailChangeId(id("select id from email_change where current_email = ?", address(name)));
    }

    private AccountId account(String name) {
        return new AccountId(id("select id from account where email = ?", address(name)));
    }

    private UUID id(String sql, Object... params) {
        return jdbc.sql(sql).params(params).query(UUID.class).single();
    }

    private static String address(String name) {
        return name + "@copy.example";
    }
}
