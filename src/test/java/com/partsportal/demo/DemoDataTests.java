package com.partsportal.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.testing.Jobs;
import com.partsportal.testing.Mailbox;
import com.partsportal.testing.PortalContext;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ActiveProfiles;

@SpringBootTest(webEnvironment = WebEnvironment.DEFINED_PORT)
@PortalContext
@ActiveProfiles({"test", "demo"})
class DemoDataTests {

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    RuntimeService runtime;

    @Autowired
    ManagementService management;

    @Autowired
    Mailbox mailbox;

    @Autowired
    Jobs jobs;

    @Autowired
    DemoData demo;

    @Autowired
    Clock clock;

    @Test
    void acmeHasTwoHundredCustomersInAllStates() {
        assertThat(statuses("Acme Machining"))
                .isEqualTo(Map.of(
                        "DRAFT",
                        12L,
                        "INVITED",
                        40L,
                        "ACTIVE",
                        104L,
                        "EXPIRED",
                        20L,
                        "DECLINED",
                        9L,
                        "REVOKED",
                        7L,
                        "DEACTIVATED",
                        8L));
        assertThat(jdbc.queryForObject("select count(*) from invitation where delivery = 'FAILED'", Long.class))
                .isEqualTo(3);
    }

    @Test
    void everyOpenInvitationHasOneInstanceThatWaitsForMoreThanADay() {
        var open = jdbc.queryForList("select customer_id::text from invitation where status = 'PENDING'", String.class);

        assertThat(runtime.createProcessInstanceQuery()
                        .processDefinitionKey("customer-onboarding")
                        .list())
                .extracting(instance -> instance.getBusinessKey())
                .containsExactlyInAnyOrderElementsOf(open);
        assertThat(management.createJobQuery().list())
                .isNotEmpty()
                // each night's clean-up of the history is of no process
                .filteredOn(job -> job.getProcessDefinitionKey() != null)
                .extracting(Job::getDuedate)
                .allMatch(due -> due.after(Date.from(clock.instant().plus(Duration.ofHours(24)))));
        assertThat(runtime.createIncidentQuery().count()).isZero();
    }

    @Test
    void oneRfqOfInitechIsAnsweredAndOneWaitsForTheVendor() {
        assertThat(jdbc.queryForList("select number || ' ' || status from rfq order by number", String.class))
                .containsExactly("1001 ANSWERED", "1002 UNDER_REVIEW");
        assertThat(jdbc.queryForList("select count(*) from rfq_line group by rfq_id", Long.class))
                .containsExactly(2L, 2L);
        var waiting = jdbc.queryForObject("select id::text from rfq where status = 'UNDER_REVIEW'", String.class);
        assertThat(runtime.createProcessInstanceQuery()
                        .processDefinitionKey("rfq")
                        .list())
                .extracting(instance -> instance.getBusinessKey())
                .containsExactly(waiting);
    }

    @Test
    void theRefusedOnesWaitForACorrection() {
        var refused =
                jdbc.queryForList("select customer_id::text from invitation where delivery = 'FAILED'", String.class);

        assertThat(refused)
                .allSatisfy(key -> assertThat(runtime.createProcessInstanceQuery()
                                .processInstanceBusinessKey(key)
                                .activityIdIn("awaitCorrection")
                                .count())
                        .isEqualTo(1));
    }

    @Test
    void nothingIsSentAndNothingIsStoredTwice() throws Exception {
        demo.run(new DefaultApplicationArguments());
        jobs.runDue();

        // the mail server is that of all tests
        var recipients = jdbc.queryForList("select recipient from sent_mail", String.class);
        assertThat(mailbox.all()).noneMatch(mail -> recipients.contains(mail.recipient()));
        assertThat(jdbc.queryForObject("select count(*) from vendor", Long.class))
                .isEqualTo(2);
        assertThat(jdbc.queryForObject("select count(*) from sent_mail where state = 'QUEUED'", Long.class))
                .isZero();
    }

    private Map<String, Long> statuses(String vendor) {
        return jdbc
                .queryForList(
                        "select c.status from customer c join vendor v on v.id = c.vendor_id where v.name = ?",
                        String.class,
                        vendor)
                .stream()
                .collect(Collectors.groupingBy(status -> status, Collectors.counting()));
    }
}
