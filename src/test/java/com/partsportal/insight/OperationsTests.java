package com.partsportal.insight;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.account.AccountId;
import com.partsportal.account.Accounts;
import com.partsportal.account.Role;
import com.partsportal.customer.CustomerId;
import com.partsportal.customer.Customers;
import com.partsportal.customer.NewCustomer;
import com.partsportal.dev.MovableClock;
import com.partsportal.shared.EmailAddress;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.Mailbox;
import com.partsportal.testing.Pages;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.TestVendor;
import jakarta.servlet.http.Cookie;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What process owners do to invitations and incidents, so that row and engine agree, and what is kept of it. */
@PortalTest
class OperationsTests {

    @Autowired
    People people;

    @Autowired
    Accounts accounts;

    @Autowired
    Customers customers;

    @Autowired
    Drifts drifts;

    @Autowired
    ManagementService management;

    @Autowired
    HistoryService history;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Jobs jobs;

    @Autowired
    Mailbox mailbox;

    @Autowired
    Pages pages;

    TestVendor vendor;
    String number;
    AccountId owner;
    Cookie session;

    @BeforeEach
    void begin() {
        number = UUID.randomUUID().toString().substring(0, 8);
        vendor = people.vendor("Acme " + number, "admin-" + number + "@ops.example");
        owner = accounts.openStaff(
                new EmailAddress("owner-" + number + "@ops.example"),
                "Olga Owner",
                Role.PROCESS_OWNER,
                Locale.ENGLISH,
                People.HASH);
        session = people.session("owner-" + number + "@ops.example");
    }

    private CustomerId invite(String name) {
        return customers.add(
                vendor.id(),
                new NewCustomer(
                        name + " " + number, name + "-" + number + "@ops.example", null, "A", true, null, null, null),
                vendor.admin());
    }

    @Test
    void anExtensionMovesRowTimerAndPage() {
        var customer = invite("borg");
        jobs.runDue();
        var before = expiry(customer);

        assertThat(pages.text(session, "/insights/customers?q=BORG%20" + number))
                .contains("borg " + number, vendor.name());
        assertThat(pages.open(session, "/insights/customers?q=ab%00").getStatus())
                .isEqualTo(200);
        assertThat(pages.text(session, "/insights/customers/" + customer))
                .contains("Extend the invitation", "Next reminder");
        pages.send(session, "/insights/customers/" + customer + "/extend", "days", "5", "reason", "on holiday");

        assertThat(expiry(customer)).isEqualTo(before.plus(Duration.ofDays(5)));
        assertThat(timer(customer).getDuedate().toInstant()).isEqualTo(before.plus(Duration.ofDays(5)));
        assertThat(jdbc.sql("select expires_at from customer where id = :id")
                        .param("id", customer.value())
                        .query(Timestamp.class)
                        .single()
                        .toInstant())
                .isEqualTo(before.plus(Duration.ofDays(5)));
        assertThat(agree()).isTrue();
        assertThat(pages.text(session, "/insights/operations"))
                .contains(
                        "Extended",
                        "Olga Owner",
                        "on holiday",
                        before.plus(Duration.ofDays(5)).toString());

        var admin = people.session(vendor.email());
        pages.send(admin, "/vendor/customers/" + customer + "/extend", "days", "2");
        assertThat(expiry(customer)).isEqualTo(before.plus(Duration.ofDays(7)));
        assertThat(pages.text(admin, "/vendor/customers/" + customer))
                .contains("is open for longer", "Invitation extended");
        for (var days : List.of("0", "31", "x", "")) {
            pages.send(admin, "/vendor/customers/" + customer + "/extend", "days", days);
        }
        for (var times = 0; times < 3; times++) {
            pages.send(admin, "/vendor/customers/" + customer + "/extend", "days", "28");
        }
        assertThat(expiry(customer)).isEqualTo(before.plus(Duration.ofDays(35)));
        assertThat(agree()).isTrue();
    }

    @Test
    void whatHasEndedIsNotExtended() {
        var customer = invite("dole");
        jobs.runDue();
        customers.revoke(vendor.id(), customer, null, vendor.admin());
        var before = expiry(customer);

        pages.send(session, "/insights/customers/" + customer + "/extend", "days", "5");

        assertThat(expiry(customer)).isEqualTo(before);
        assertThat(pages.open(session, "/insights/customers/" + UUID.randomUUID())
                        .getStatus())
                .isEqualTo(404);
        assertThat(pages.open(session, "/insights/customers/x").getStatus()).isEqualTo(404);
    }

    @Test
    void allIncidentsOfAStepAreRetriedOrCancelledWithAReason() {
        var retried = List.of(invite("one"), invite("two"));
        retried.forEach(this::fail);
        assertThat(pages.text(session, "/insights/incidents"))
                .contains("sendInvitation", "customer-onboarding", "Retry 2");

        act("retry", "");
        assertThat(jdbc.sql("select count(*) from act_ru_incident")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
        act("retry", "the mail server is back");
        jobs.runDue();
        mailbox.await("one-" + number + "@ops.example", "invitation");
        mailbox.await("two-" + number + "@ops.example", "invitation");

        var cancelled = invite("three");
        fail(cancelled);
        act("cancel", "asked by the vendor");
        assertThat(jdbc.sql("select status from customer where id = :id")
                        .param("id", cancelled.value())
                        .query(String.class)
                        .single())
                .isEqualTo("REVOKED");
        assertThat(agree()).isTrue();
        assertThat(jdbc.sql(
                                "select action || ' ' || affected || ' ' || reason from engine_operation where account_id = :owner order by at")
                        .param("owner", owner.value())
                        .query(String.class)
                        .list())
                .containsExactly("RETRY 2 the mail server is back", "CANCEL 1 asked by the vendor");
        assertThat(pages.text(session, "/insights/operations?action=CANCEL"))
                .contains("asked by the vendor")
                .doesNotContain("the mail server is back");
        assertThat(pages.text(session, "/insights/incidents")).contains("No incident is open");
    }

    @Test
    void theHistoryIsCleanedAtNightWhenItsTimeIsOver() {
        var old = invite("old");
        jobs.runDue();
        customers.revoke(vendor.id(), old, null, vendor.admin());
        jobs.runDue();
        history.cleanUpHistoryAsync(false);
        var due = history.findHistoryCleanupJobs().get(0).getDuedate().toInstant();
        assertThat(due.atZone(ZoneOffset.UTC).getHour()).isBetween(2, 4);
        assertThat(pages.text(session, "/insights/history")).contains("Next clean-up", "customer-onboarding");

        clock.advance(Duration.ofDays(170));
        var young = invite("young");
        var night = clock.instant()
                .atZone(ZoneOffset.UTC)
                .toLocalDate()
                .plusDays(14)
                .atTime(2, 30);
        clock.advance(Duration.between(clock.instant(), night.toInstant(ZoneOffset.UTC)));
        jobs.runDue();

        assertThat(kept(old)).isZero();
        assertThat(kept(young)).isOne();
        assertThat(history.findHistoryCleanupJobs()).isNotEmpty();
    }

    private long kept(CustomerId customer) {
        return history.createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(customer.toString())
                .count();
    }

    private void act(String act, String reason) {
        pages.send(
                session,
                "/insights/incidents",
                "process",
                "customer-onboarding",
                "element",
                "sendInvitation",
                "act",
                act,
                "reason",
                reason);
    }

    private void fail(CustomerId customer) {
        var job = management.createJobQuery().activityId("sendInvitation").list().stream()
                .filter(one -> one.getRetries() > 0)
                .findFirst()
                .orElseThrow();
        management.setJobRetries(job.getId(), 0);
        assertThat(customer).isNotNull();
    }

    private boolean agree() {
        return drifts.all().values().stream().allMatch(List::isEmpty);
    }

    private Instant expiry(CustomerId customer) {
        return jdbc.sql("select expires_at from invitation where customer_id = :id")
                .param("id", customer.value())
                .query(Timestamp.class)
                .single()
                .toInstant();
    }

    private Job timer(CustomerId customer) {
        var instance = jdbc.sql("select id_ from act_ru_execution where business_key_ = :key")
                .param("key", customer.toString())
                .query(String.class)
                .single();
        return management
                .createJobQuery()
                .processInstanceId(instance)
                .activityId("expiryDue")
                .singleResult();
    }
}
