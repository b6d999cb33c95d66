package com.partsportal.customer;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.dev.MovableClock;
import com.partsportal.invitation.Acceptance.AcceptedNow;
import com.partsportal.invitation.Acceptance.EndedBefore;
import com.partsportal.invitation.InvitationStatus;
import com.partsportal.invitation.Invitations;
import com.partsportal.shared.Refused;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.PortalTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;

/** Of several at once: one row decides, one wins, the others get an answer. */
@PortalTest
class OnboardingRaceTests {

    Onboarding onboarding;

    @Autowired
    void compose(AutowireCapableBeanFactory beans) {
        onboarding = beans.createBean(Onboarding.class);
    }

    @Autowired
    Customers customers;

    @Autowired
    Invitations invitations;

    @Autowired
    RuntimeService runtime;

    @Autowired
    MovableClock clock;

    @Autowired
    Jobs jobs;

    private static String address() {
        return "contact-" + UUID.randomUUID() + "@race.example";
    }

    @SafeVarargs
    private static <T> List<Object> atOnce(int times, Callable<T>... works) throws Exception {
        var start = new CountDownLatch(1);
        var threads = Executors.newFixedThreadPool(times * works.length);
        try {
            var futures = new ArrayList<Future<T>>();
            for (var i = 0; i < times; i++) {
                for (var work : works) {
                    futures.add(threads.submit(() -> {
                        start.await();
                        return work.call();
                    }));
                }
            }
            start.countDown();
            var results = new ArrayList<Object>();
            for (var future : futures) {
                try {
                    results.add(future.get());
                } catch (ExecutionException failed) {
                    results.add(failed.getCause());
                }
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void fiftyAcceptancesMakeOneAccount() throws Exception {
        var vendor = onboarding.vendor("Acme Machining");
        var email = address();
        var customer = onboarding.invited(vendor, "Borg Inc", email);
        var invitation = onboarding.invitation(vendor, customer);
        var answers = atOnce(50, () -> onboarding.accept(invitation));
        assertThat(answers).filteredOn(AcceptedNow.class::isInstance).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.equals(new EndedBefore(InvitationStatus.ACCEPTED)))
                .hasSize(49);
        assertThat(onboarding.count("account where email = ?", email)).isOne();
        assertThat(onboarding.count("company where name = 'Borg Inc'")).isOne();
        jobs.runDue(customer.value());
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(customer.toString())
                        .count())
                .isZero();
    }

    @Test
    void fiftyInvitationsOfOneAddressAreOneCustomer() throws Exception {
        var vendor = onboarding.vendor("Acme Machining");
        var email = address();
        var answers = atOnce(50, () -> onboarding.invited(vendor, "Borg Inc", email));
        assertThat(answers).filteredOn(CustomerId.class::isInstance).hasSize(1);
        var winner = answers.stream()
                .filter(CustomerId.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertThat(answers)
                .filteredOn(answer -> answer instanceof Refused refused
                        && refused.code().equals("duplicate-customer")
                        && refused.details().get("customerId").equals(winner))
                .hasSize(49);
        assertThat(onboarding.count("customer where email = ?", email)).isOne();
        assertThat(onboarding.count("invitation where email = ?", email)).isOne();
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(winner.toString())
                        .count())
                .isOne();
    }

    @RepeatedTest(10)
    void acceptanceAgainstRevocationHasOneWinner() throws Exception {
        var vendor = onboarding.vendor("Acme Machining");
        var email = address();
        var customer = onboarding.invited(vendor, "Borg Inc", email);
        var invitation = onboarding.invitation(vendor, customer);
        var answers = atOnce(1, () -> onboarding.accept(invitation), () -> {
            customers.revoke(vendor.id(), customer, null, vendor.admin());
            return "revoked";
        });
        if (answers.get(0) instanceof AcceptedNow) {
            assertThat(answers.get(1))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.details()).containsEntry("status", "ACTIVE"));
            assertThat(onboarding.status(vendor, customer)).isEqualTo(CustomerStatus.ACTIVE);
            assertThat(onboarding.count("account where email = ?", email)).isOne();
        } else {
            assertThat(answers).containsExactly(new EndedBefore(InvitationStatus.REVOKED), "revoked");
            assertThat(onboarding.status(vendor, customer)).isEqualTo(CustomerStatus.REVOKED);
            assertThat(onboarding.count("account where email = ?", email)).isZero();
        }
    }

    @Test
    void eightRevocationsAtOnceAreOneAndAllAreAnsweredSo() throws Exception {
        var vendor = onboarding.vendor("Acme Machining");
        var customer = onboarding.invited(vendor, "Borg Inc", address());
        var answers = atOnce(8, () -> {
            customers.revoke(vendor.id(), customer, null, vendor.admin());
            return "revoked";
        });
        assertThat(answers).containsOnly("revoked");
        assertThat(onboarding.count("timeline where type = 'REVOKED' and customer_id = ?", customer.value()))
                .isOne();
    }

    @RepeatedTest(10)
    void acceptanceAgainstExpiryHasOneWinner() throws Exception {
        var vendor = onboarding.vendor("Acme Machining");
        var email = address();
        var customer = onboarding.invited(vendor, "Borg Inc", email);
        var invitation = onboarding.invitation(vendor, customer);
        jobs.runDue(customer.value());
        clock.advance(Duration.ofDays(14).minusMillis(20));
        jobs.runDue(customer.value());
        var answers = atOnce(1, () -> onboarding.accept(invitation), () -> {
            clock.advance(Duration.ofMillis(40));
            for (var tries = 0; tries < 3; tries++) {
                try {
                    jobs.runDue(customer.value());
                    break;
                } catch (RuntimeException lostAgainstTheDoor) {
                    // the job executor would try again as well
                }
            }
            return "time passed";
        });
        jobs.runDue(customer.value());
        var status = onboarding.text("select status from invitation where id = ?", invitation.value());
        if (answers.get(0) instanceof AcceptedNow) {
            assertThat(status).isEqualTo("ACCEPTED");
            assertThat(onboarding.status(vendor, customer)).isEqualTo(CustomerStatus.ACTIVE);
            assertThat(onboarding.count("account where email = ?", email)).isOne();
        } else {
            assertThat(answers.get(0)).isEqualTo(new EndedBefore(InvitationStatus.EXPIRED));
            assertThat(status).isEqualTo("EXPIRED");
            assertThat(onboarding.status(vendor, customer)).isEqualTo(CustomerStatus.EXPIRED);
            assertThat(onboarding.count("account where email = ?", email)).isZero();
        }
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(customer.toString())
                        .count())
                .isZero();
    }
}
