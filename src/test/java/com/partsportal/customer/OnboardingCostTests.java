package com.partsportal.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.partsportal.customer.Onboarding.Shop;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.Mailbox;
import com.partsportal.testing.PortalTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** What an onboarding costs: the statements that PostgreSQL counts, the job executor's own included. */
@PortalTest
class OnboardingCostTests {

    private static final Logger log = LoggerFactory.getLogger(OnboardingCostTests.class);
    private static final int ROUNDS = 10;

    /** Measured 70, three of them the test's own, and more for a busy node, which looks for jobs; whoever needs more has to say why. */
    private static final double MOST_STATEMENTS = 80;

    /** Measured 11, and two more: the job executor looks around by itself. */
    private static final double MOST_TRANSACTIONS = 13;

    Onboarding onboarding;

    @Autowired
    void compose(AutowireCapableBeanFactory beans) {
        onboarding = beans.createBean(Onboarding.class);
    }

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Mailbox mailbox;

    @Autowired
    Jobs jobs;

    @Test
    void anOnboardingWithItsThreeMailsStaysCheap() {
        jobs.startBackground();
        var shop = onboarding.shop("Acme Machining");
        onboardOne(shop, 1); // fills the caches of models and templates
        jdbc.execute("select measured.pg_stat_statements_reset()");

        for (var round = 0; round < ROUNDS; round++) {
            onboardOne(shop, round + 2);
        }
        var statements = counted("query !~* '^(begin|commit|rollback|set|show)'") / ROUNDS;
        var transactions = counted("query ~* '^begin'") / ROUNDS;

        log.info("an onboarding: {} statements in {} transactions", statements, transactions);
        assertThat(statements).isBetween(50.0, MOST_STATEMENTS);
        assertThat(transactions).isBetween(5.0, MOST_TRANSACTIONS);
    }

    /** An invitation, its mail, the acceptance, the welcome and the admin's notice. */
    private void onboardOne(Shop shop, int notices) {
        var admin = onboarding.text(
                "select email from account where id = ?", shop.admin().value());
        var email = "contact-" + UUID.randomUUID() + "@cost.example";
        var customer = onboarding.invited(shop, "Borg Inc", email);
        mailbox.await(email, "invitation");
        onboarding.accept(onboarding.invitation(shop, customer));
        mailbox.await(email, "welcome");
        mailbox.await(admin, "invitation-accepted", notices);
        await().until(() -> onboarding.count("act_ru_execution where business_key_ = ?", customer.toString()) == 0);
    }

    private double counted(String which) {
        return jdbc.queryForObject(
                "select coalesce(sum(calls), 0) from measured.pg_stat_statements s join pg_database d on d.oid = s.dbid"
                        + " where d.datname = current_database() and toplevel and " + which,
                Double.class);
    }
}
