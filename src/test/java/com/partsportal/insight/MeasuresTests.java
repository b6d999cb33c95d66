package com.partsportal.insight;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.account.Accounts;
import com.partsportal.account.Role;
import com.partsportal.customer.Customers;
import com.partsportal.customer.NewCustomer;
import com.partsportal.dev.MovableClock;
import com.partsportal.shared.EmailAddress;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.Pages;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ManagementService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@PortalTest
class MeasuresTests {

    @Autowired
    Measures measures;

    @Autowired
    MeterRegistry meters;

    @Autowired
    People people;

    @Autowired
    Accounts accounts;

    @Autowired
    Customers customers;

    @Autowired
    ManagementService management;

    @Autowired
    MovableClock clock;

    @Autowired
    Jobs jobs;

    @Autowired
    Pages pages;

    @Test
    void saysWhatWaitsWhatIsLateAndWhatIsStuck() {
        var vendor = people.vendor("Acme", "admin@measures.example");
        customers.add(
                vendor.id(),
                new NewCustomer("Borg", "ada@measures.example", null, "A", true, null, null, null),
                vendor.admin());
        clock.advance(Duration.ofMinutes(3));
        measures.read();
        measures.readAll();

        assertThat(value("portal.invitations", "status", "PENDING")).isEqualTo(1);
        assertThat(value("portal.jobs.overdue")).isEqualTo(1);
        assertThat(value("portal.jobs.lag.seconds")).isBetween(179.0, 240.0);
        var job = management.createJobQuery().activityId("sendInvitation").singleResult();
        management.setJobRetries(job.getId(), 0);
        measures.read();
        assertThat(value("portal.jobs.overdue")).isZero();
        assertThat(value("portal.mail.stuck")).isEqualTo(1);
        assertThat(value("portal.incidents", "process", "customer-onboarding")).isEqualTo(1);
        assertThat(value("portal.invitations.undelivered", "failure", "STUCK")).isEqualTo(1);

        management.setJobRetries(job.getId(), 1);
        jobs.runDue();
        measures.read();
        assertThat(value("portal.mail.stuck")).isZero();
        assertThat(meters.find("portal.incidents").gauge()).isNull();
        assertThat(value("portal.mail.waiting")).isZero();
    }

    @Test
    void everyMetricOfDashboardAndAlertsExists() throws IOException {
        measures.read();
        measures.readAll();
        var known = new TreeSet<String>();
        meters.getMeters()
                .forEach(meter -> known.add(
                        meter.getId().getName().replace('.', '_') + (meter instanceof Counter ? "_total" : "")));
        // these have no value until something was imported, went wrong or was read
        known.addAll(List.of(
                "portal_invitations",
                "portal_invitations_undelivered",
                "portal_incidents",
                "portal_imports",
                "portal_mail_failures_total"));

        var named = new TreeSet<String>();
        for (var file : List.of("grafana-dashboard.json", "prometheus-alerts.yml")) {
            Pattern.compile("\\bportal_[a-z_]+")
                    .matcher(Files.readString(Path.of("src/docs/operations", file)))
                    .results()
                    .forEach(found -> named.add(found.group()));
        }

        assertThat(named).hasSizeGreaterThan(15).isSubsetOf(known);
    }

    @Test
    void everyAlertHasItsLinesInTheRunbook() throws IOException {
        var runbook = Files.readString(Path.of("src/docs/operations/runbook.md"));
        var headings = new TreeSet<String>();
        Pattern.compile("(?m)^## (.+)$")
                .matcher(runbook)
                .results()
                .forEach(found ->
                        headings.add(found.group(1).toLowerCase(Locale.ROOT).replace(' ', '-')));
        var alerts = Files.readString(Path.of("src/docs/operations/prometheus-alerts.yml"));

        assertThat(Pattern.compile("runbook\\.md#(.+)")
                        .matcher(alerts)
                        .results()
                        .map(found -> found.group(1)))
                .isNotEmpty()
                .isSubsetOf(headings);
    }

    @Test
    void detailsOfHealthAreForThoseWhoRunIt() {
        accounts.openStaff(
                new EmailAddress("owner@measures.example"),
                "Olga Owner",
                Role.PROCESS_OWNER,
                Locale.ENGLISH,
                People.HASH);
        people.vendor("Globex", "vendor@measures.example");

        assertThat(Pages.html(pages.open(people.session("owner@measures.example"), "/actuator/health")))
                .contains(
                        "\"jobs\"", "\"emails\":{\"status\":\"UP\",\"details\":{\"circuit\":\"CLOSED\"}}", "\"drift\"");
        assertThat(Pages.html(pages.open(people.session("vendor@measures.example"), "/actuator/health")))
                .doesNotContain("jobs", "emails", "drift");
        assertThat(pages.open(people.session("owner@measures.example"), "/actuator/info")
                        .getStatus())
                .isEqualTo(200);
        assertThat(pages.open(people.session("owner@measures.example"), "/actuator/health/readiness")
                        .getStatus())
                .isEqualTo(200);
    }

    private double value(String name, String... tags) {
        return meters.get(name).tags(tags).gauge().value();
    }
}
