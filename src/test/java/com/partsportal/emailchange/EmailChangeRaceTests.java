package com.partsportal.emailchange;

import static com.partsportal.emailchange.Changing.address;
import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.account.Role;
import com.partsportal.dev.MovableClock;
import com.partsportal.emailchange.EmailChanges.Answer;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.PortalTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;

/** Of several at once: one row decides, one wins, the others get an answer. */
@PortalTest
class EmailChangeRaceTests {

    Changing changing;

    @Autowired
    EmailChanges changes;

    @Autowired
    ChangeDecisions decisions;

    @Autowired
    RuntimeService runtime;

    @Autowired
    Jobs jobs;

    @Autowired
    MovableClock clock;

    @BeforeEach
    void compose(@Autowired AutowireCapableBeanFactory beans) {
        changing = beans.createBean(Changing.class);
    }

    @RepeatedTest(5)
    void twoRequestsForOneNewAddressHaveOneWinner() throws Exception {
        var one = changing.company();
        var two = changing.company();
        var to = address("wanted");
        var agent = changing.agent(Role.SUPPORT);
        var first = changing.signedIn(one, to);
        var second = changing.signedIn(two, to);
        for (var id : List.of(first, second)) {
            changes.confirmOld(id);
            decisions.decide(id, agent, "approve", null, null);
        }

        atOnce(() -> changes.confirmNew(first), () -> changes.confirmNew(second));

        assertThat(changing.count("account where email = ?", to)).isOne();
        var states = List.of(changes.get(first).state(), changes.get(second).state());
        assertThat(states.stream().filter(ChangeState.APPLIED::equals).count())
                .isEqualTo(changing.count("account where email = ?", to));
        for (var id : List.of(first, second)) {
            if (changes.get(id).state() != ChangeState.APPLIED) {
                assertThat(changes.get(id).state()).isEqualTo(ChangeState.OPEN);
                assertThat(instances(id)).isOne();
            }
        }
    }

    @RepeatedTest(5)
    void cancelAgainstApproveHasOneWinner() throws Exception {
        var company = changing.company();
        var to = address("new");
        var agent = changing.agent(Role.SUPPORT);
        var id = changing.signedIn(company, to);
        changes.confirmNew(id);
        changes.confirmOld(id);

        atOnce(() -> changes.cancel(id), () -> decisions.decide(id, agent, "approve", null, null));

        var state = changes.get(id).state();
        assertThat(state).isIn(ChangeState.APPLIED, ChangeState.CANCELLED);
        assertThat(changing.email(company.manager())).isEqualTo(state == ChangeState.APPLIED ? to : company.email());
        assertThat(instances(id)).isZero();
    }

    @RepeatedTest(5)
    void confirmAgainstExpiryHasOneWinner() throws Exception {
        var company = changing.company();
        var to = address("new");
        var agent = changing.agent(Role.SUPPORT);
        var id = changing.signedIn(company, to);
        changes.confirmOld(id);
        decisions.decide(id, agent, "approve", null, null);
        jobs.runDue(id.value());
        clock.advance(Duration.ofDays(14).minusMillis(30));
        jobs.runDue(id.value());

        var answers = atOnce(() -> changes.confirmNew(id), () -> {
            clock.advance(Duration.ofMillis(60));
            for (var tries = 0; tries < 3; tries++) {
                try {
                    jobs.runDue(id.value());
                    break;
                } catch (RuntimeException lostAgainstTheDoor) {
                    // the job executor would try again as well
                }
            }
            return "time passed";
        });
        jobs.runDue(id.value());

        if (answers.get(0) == Answer.DONE) {
            assertThat(changes.get(id).state()).isEqualTo(ChangeState.APPLIED);
            assertThat(changing.email(company.manager())).isEqualTo(to);
        } else {
            assertThat(answers.get(0)).isEqualTo(Answer.TOO_LATE);
            assertThat(changes.get(id).state()).isEqualTo(ChangeState.EXPIRED);
            assertThat(changing.email(company.manager())).isEqualTo(company.email());
        }
        assertThat(instances(id)).isZero();
    }

    @RepeatedTest(3)
    void aLateYesAgainstTheEndOfTheWaitingAppliesOnce() throws Exception {
        var company = changing.company();
        var to = address("new");
        var id = changing.signedIn(company, to);
        changes.confirmNew(id);
        decisions.decide(id, changing.agent(Role.SUPPORT), "approve", null, null);
        decisions.decide(id, changing.agent(Role.SUPPORT), "approve", null, null);
        clock.advance(Duration.ofHours(72).plusSeconds(1));

        atOnce(() -> changes.confirmOld(id), () -> {
            for (var tries = 0; tries < 3; tries++) {
                try {
                    jobs.runDue(id.value());
                    break;
                } catch (RuntimeException lostAgainstTheDoor) {
                    // the job executor would try again as well
                }
            }
            return "time passed";
        });

        assertThat(changes.get(id).state()).isEqualTo(ChangeState.APPLIED);
        assertThat(changing.email(company.manager())).isEqualTo(to);
        assertThat(instances(id)).isZero();
        assertThat(changing.count("email_change_event where email_change_id = ? and type = 'APPLIED'", id.value()))
                .isOne();
    }

    private long instances(EmailChangeId id) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(id.toString())
                .count();
    }

    @SafeVarargs
    private static List<Object> atOnce(Callable<Object>... works) throws Exception {
        var start = new CountDownLatch(1);
        var threads = Executors.newFixedThreadPool(works.length);
        try {
            var futures = new ArrayList<Future<Object>>();
            for (var work : works) {
                futures.add(threads.submit(() -> {
                    start.await();
                    return work.call();
                }));
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
}
