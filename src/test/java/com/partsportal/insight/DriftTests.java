package com.partsportal.insight;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.account.Accounts;
import com.partsportal.account.Role;
import com.partsportal.customer.CustomerId;
import com.partsportal.customer.Customers;
import com.partsportal.customer.NewCustomer;
import com.partsportal.dev.MovableClock;
import com.partsportal.emailchange.ChangeSource;
import com.partsportal.emailchange.EmailChanges;
import com.partsportal.emailchange.NewEmailChange;
import com.partsportal.mail.MailKind;
import com.partsportal.mail.MailQueue;
import com.partsportal.shared.EmailAddress;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.Mailbox;
import com.partsportal.testing.Pages;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.TestVendor;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Each way in which rows and engine can disagree is broken by hand, found, and repaired. */
@PortalTest
@ExtendWith(OutputCaptureExtension.class)
class DriftTests {

    @Autowired
    People people;

    @Autowired
    Customers customers;

    @Autowired
    Accounts accounts;

    @Autowired
    EmailChanges changes;

    @Autowired
    MailQueue mails;

    @Autowired
    Drifts drifts;

    @Autowired
    DriftRepairs repairs;

    @Autowired
    DriftCommand command;

    @Autowired
    DriftWatch watch;

    @Autowired
    RuntimeService runtime;

    @Autowired
    ManagementService management;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    Jobs jobs;

    @Autowired
    Mailbox mailbox;

    @Autowired
    MovableClock clock;

    @Autowired
    Pages pages;

    TestVendor vendor;
    CustomerId customer;
    String email;

    @BeforeEach
    void invite() {
        var number = UUID.randomUUID().toString().substring(0, 8);
        vendor = people.vendor("Acme " + number, "admin-" + number + "@drift.example");
        email = "contact-" + number + "@drift.example";
        customer = customers.add(
                vendor.id(), new NewCustomer("Borg", email, null, "A", true, null, null, null), vendor.admin());
        jobs.runDue();
        assertThat(found()).isEmpty();
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(found()).isEmpty();
    }

    @Test
    void anOpenInvitationWithoutAnInstanceGetsOneThatSendsNothingTwice() {
        end(instance());
        assertThat(found()).containsOnlyKeys(DriftKind.INVITATION_WITHOUT_INSTANCE);

        repair(DriftKind.INVITATION_WITHOUT_INSTANCE);
        jobs.runDue();

        assertThat(runtime.getActiveActivityIds(instance().getId())).containsExactly("reminderDue");
        assertThat(sent("invitation")).isEqualTo(1);
        clock.advance(Duration.ofDays(15));
        jobs.runDue();
        assertThat(status()).isEqualTo("EXPIRED");
    }

    @Test
    void ofSeveralInstancesTheOneOfTheOpenInvitationStays() {
        var right = instance().getId();
        runtime.createProcessInstanceByKey("customer-onboarding")
                .businessKey(customer.value().toString())
                .setVariable("invitationId", UUID.randomUUID().toString())
                .setVariable("reminderAt", Date.from(clock.instant().plusSeconds(600)))
                .setVariable("expiresAt", Date.from(clock.instant().plusSeconds(900)))
                .execute();
        assertThat(found()).containsOnlyKeys(DriftKind.SEVERAL_INSTANCES);

        repair(DriftKind.SEVERAL_INSTANCES);

        assertThat(instance().getId()).isEqualTo(right);
    }

    @Test
    void anInstanceWithoutAnOpenInvitationEnds() {
        jdbc.sql("update invitation set status = 'REVOKED', ended_at = :now where process_key = :key")
                .param("now", Timestamp.from(clock.instant()))
                .param("key", customer.value())
                .update();
        assertThat(found()).containsOnlyKeys(DriftKind.INSTANCE_WITHOUT_INVITATION);

        repair(DriftKind.INSTANCE_WITHOUT_INVITATION);

        assertThat(instances()).isEmpty();
    }

    @Test
    void anInstanceAtTheWrongElementBeginsAnew() {
        runtime.createProcessInstanceModification(instance().getId())
                .startBeforeActivity("awaitCorrection")
                .cancelAllForActivity("reminderDue")
                .execute();
        jdbc.sql("update invitation set delivery = 'QUEUED' where process_key = :key")
                .param("key", customer.value())
                .update();
        assertThat(found()).containsOnlyKeys(DriftKind.WRONG_ELEMENT);

        repair(DriftKind.WRONG_ELEMENT);
        jobs.runDue();

        assertThat(runtime.getActiveActivityIds(instance().getId())).containsExactly("reminderDue");
        assertThat(sent("invitation")).isEqualTo(1);
    }

    @Test
    void aStepThatLostItsJobBeginsAnew() {
        var other = customers.add(
                vendor.id(), new NewCustomer("Cyb", "2" + email, null, "A", true, null, null, null), vendor.admin());
        var job = management.createJobQuery().activityId("sendInvitation").singleResult();
        management.deleteJob(job.getId());
        assertThat(found()).containsOnlyKeys(DriftKind.WRONG_ELEMENT);

        repair(DriftKind.WRONG_ELEMENT);
        jobs.runDue(other.value());

        mailbox.await("2" + email, "invitation");
    }

    @Test
    void theTimersGetTheDatesOfTheRow() {
        var later = Date.from(clock.instant().plus(Duration.ofDays(40)));
        management.setJobDuedate(job("expiryDue"), later);
        management.setJobDuedate(job("reminderDue"), later);
        assertThat(found()).containsOnlyKeys(DriftKind.EXPIRY_DATE, DriftKind.REMINDER_DATE);

        repair(DriftKind.EXPIRY_DATE);
        repair(DriftKind.REMINDER_DATE);

        assertThat(management
                        .createJobQuery()
                        .processInstanceId(instance().getId())
                        .list())
                .allMatch(job -> job.getDuedate().before(later));
        management.deleteJob(job("expiryDue"));
        assertThat(found()).containsOnlyKeys(DriftKind.EXPIRY_DATE);
        repair(DriftKind.EXPIRY_DATE);
        jobs.runDue();
        assertThat(sent("invitation")).isEqualTo(1);
    }

    @Test
    void aReminderThatTheEngineForgotIsScheduledAgain() {
        runtime.createProcessInstanceModification(instance().getId())
                .startBeforeActivity("awaitAcceptance")
                .cancelAllForActivity("reminderDue")
                .execute();
        assertThat(found()).containsOnlyKeys(DriftKind.REMINDER_DATE);

        repair(DriftKind.REMINDER_DATE);
        jobs.runDue();

        clock.advance(Duration.ofDays(6));
        jobs.runDue();
        mailbox.await(email, "reminder");
        assertThat(sent("invitation")).isEqualTo(1);
    }

    @Test
    void aQueuedEmailThatNothingDeliversIsDelivered() {
        transactions.executeWithoutResult(status -> mails.add(
                MailKind.INVITATION_EXPIRED,
                "drift:" + email,
                new EmailAddress(email),
                Locale.ENGLISH,
                invitation(),
                vendor.id().value(),
                null));
        assertThat(found()).isEmpty();
        end(runtime.createProcessInstanceQuery()
                .processDefinitionKey("mail-delivery")
                .singleResult());
        assertThat(found()).containsOnlyKeys(DriftKind.MAIL_WITHOUT_INSTANCE);

        repair(DriftKind.MAIL_WITHOUT_INSTANCE);
        jobs.runDue();

        assertThat(runtime.createProcessInstanceQuery()
                        .processDefinitionKey("mail-delivery")
                        .count())
                .isZero();
    }

    @Test
    void aCaseGetsItsInstanceBackAndATaskWithoutACaseEnds() {
        var company = people.company(vendor, "Initech", "3" + email);
        jobs.runDue();
        var change = changes.request(new NewEmailChange(
                new EmailAddress("3" + email),
                new EmailAddress("4" + email),
                "a new name",
                ChangeSource.SIGNED_IN,
                company.manager(),
                Locale.ENGLISH));
        assertThat(found()).isEmpty();
        var instance = instance("email-change");
        end(instance);
        assertThat(found()).containsOnlyKeys(DriftKind.CASE_WITHOUT_INSTANCE);

        repair(DriftKind.CASE_WITHOUT_INSTANCE);
        assertThat(instance("email-change").getBusinessKey()).isEqualTo(change.toString());

        jdbc.sql("update email_change set state = 'CANCELLED', ended_at = requested_at where id = :id")
                .param("id", change.value())
                .update();
        assertThat(found()).containsOnlyKeys(DriftKind.INSTANCE_WITHOUT_CASE);
        repair(DriftKind.INSTANCE_WITHOUT_CASE);
        assertThat(instance("email-change")).isNull();
    }

    @Test
    void thePageShowsWhatDisagreesRepairsItAndSaysWhoDid() {
        var owner = accounts.openStaff(
                new EmailAddress("owner-" + email), "Olga Owner", Role.PROCESS_OWNER, Locale.ENGLISH, People.HASH);
        var session = people.session("owner-" + email);
        assertThat(pages.text(session, "/insights/drift")).contains("Rows and engine agree");
        end(instance());
        assertThat(pages.text(session, "/insights/drift"))
                .contains("1 disagreement", "Open invitations without an instance", "customer-onboarding");

        assertThat(pages.send(session, "/insights/drift/INVITATION_WITHOUT_INSTANCE")
                        .getRedirectedUrl())
                .isEqualTo("/insights/drift");

        assertThat(pages.send(session, "/insights/drift/NO_SUCH_KIND").getStatus())
                .isEqualTo(404);
        assertThat(jdbc.sql("select detail from engine_operation where account_id = :owner and affected = 1")
                        .param("owner", owner.value())
                        .query(String.class)
                        .list())
                .containsExactly("INVITATION_WITHOUT_INSTANCE");
    }

    @Test
    void theCommandPrintsAndRepairs(CapturedOutput output) {
        end(instance());
        watch.compare();
        assertThat(watch.health().getDetails()).containsEntry("INVITATION_WITHOUT_INSTANCE", 1);

        command.run(new DefaultApplicationArguments("--drift"));
        assertThat(command.getExitCode()).isEqualTo(1);
        assertThat(output)
                .contains("INVITATION_WITHOUT_INSTANCE: 1", customer.value().toString());

        command.run(new DefaultApplicationArguments("--drift", "--repair"));
        assertThat(command.getExitCode()).isZero();
        assertThat(output).contains("INVITATION_WITHOUT_INSTANCE: 1 repaired, 0 failed");
    }

    private Map<DriftKind, List<Drift>> found() {
        var all = drifts.all();
        all.values().removeIf(List::isEmpty);
        return all;
    }

    private void repair(DriftKind kind) {
        assertThat(repairs.repair(kind, vendor.admin())).isEqualTo(new DriftRepairs.Outcome(1, 0));
    }

    private ProcessInstance instance() {
        assertThat(instances()).hasSize(1);
        return instances().get(0);
    }

    private List<ProcessInstance> instances() {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(customer.value().toString())
                .list();
    }

    private @Nullable ProcessInstance instance(String definition) {
        return runtime.createProcessInstanceQuery()
                .processDefinitionKey(definition)
                .singleResult();
    }

    private void end(@Nullable ProcessInstance instance) {
        runtime.deleteProcessInstance(Objects.requireNonNull(instance).getId(), "by a test");
    }

    private String job(String element) {
        return management
                .createJobQuery()
                .processInstanceId(instance().getId())
                .activityId(element)
                .singleResult()
                .getId();
    }

    private UUID invitation() {
        return jdbc.sql("select id from invitation where process_key = :key")
                .param("key", customer.value())
                .query(UUID.class)
                .single();
    }

    private String status() {
        return jdbc.sql("select status from invitation where process_key = :key")
                .param("key", customer.value())
                .query(String.class)
                .single();
    }

    private long sent(String kind) {
        return mailbox.to(email, kind).size();
    }
}
