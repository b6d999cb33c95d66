package com.partsportal.insight;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.account.Accounts;
import com.partsportal.account.Role;
import com.partsportal.shared.EmailAddress;
import com.partsportal.testing.Pages;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The numbers about support's cases, agents and RFQs, each against a statement of another shape. */
@PortalTest
class SupportInsightTests {

    @Autowired
    People people;

    @Autowired
    Accounts accounts;

    @Autowired
    SupportCharts charts;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    @Autowired
    Pages pages;

    String number;
    UUID agent;
    UUID login;

    /** Cases of every kind, older and newer, some escalated, decided by one agent. */
    @BeforeEach
    void begin() {
        number = UUID.randomUUID().toString().substring(0, 8);
        agent = accounts.openStaff(
                        new EmailAddress("agent-" + number + "@insight.example"),
                        "Agent " + number,
                        Role.SUPPORT,
                        Locale.ENGLISH,
                        People.HASH)
                .value();
        var vendor = people.vendor("Acme " + number, "vera-" + number + "@insight.example");
        login = vendor.admin().value();
        change("OPEN", 3, null);
        change("OPEN", 12, "ESCALATED");
        change("APPLIED", 20, null);
        var rejected = change("REJECTED", 8, "ESCALATED");
        change("EXPIRED", 30, null);
        event(rejected, "REJECTED", 5);
        event(rejected, "ASKED", 6);
        // before the period
        event(change("CANCELLED", 400, null), "REJECTED", 399);
    }

    private UUID change(String state, int days, @Nullable String event) {
        var id = UUID.randomUUID();
        jdbc.sql("""
                        insert into email_change (id, current_email, new_email, reason, source, language, state, requested_at,
                          expires_at, remind_at, ended_at, account_id, admitted, new_confirmed_at, old_confirmed_at, approved_at,
                          approved_by, escalated_at)
                        values (:id, :email, :wanted, 'moved', 'SIGNED_OUT', 'en', :state, :at, :expires, :expires, :ended,
                          :login, :state = 'APPLIED', :at, :ended, :ended,
                          case when cast(:ended as timestamptz) is not null then cast(:agent as uuid) end,
                          case when :event = 'ESCALATED' then :at end)""")
                .param("id", id)
                .param("email", "old-" + id + "@insight.example")
                .param("wanted", "new-" + id + "@insight.example")
                .param("state", state)
                .param("at", ago(days))
                .param("expires", ago(days - 30))
                .param("ended", state.equals("OPEN") ? null : ago(days - 1), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("login", login)
                .param("agent", agent)
                .param("event", event)
                .update();
        if (event != null) {
            event(id, event, days);
        }
        return id;
    }

    private void event(UUID change, String type, int days) {
        jdbc.sql("insert into email_change_event (id, email_change_id, at, type, actor_id) values (?, ?, ?, ?, ?)")
                .params(UUID.randomUUID(), change, ago(days), type, agent)
                .update();
    }

    private OffsetDateTime ago(int days) {
        return OffsetDateTime.ofInstant(clock.instant().minusSeconds(86_400L * days), ZoneOffset.UTC);
    }

    @Test
    void openCasesAreCountedByWhatTheyWaitFor() {
        var chart = chart("cases");
        assertThat(chart.rows().stream().mapToDouble(row -> value(row, 0)).sum())
                .isEqualTo(number("select (select count(*) from email_change where state = 'OPEN')"
                        + " + (select count(*) from support_case where state = 'OPEN')"));
        assertThat(chart.rows().stream().mapToDouble(row -> value(row, 3)).sum())
                .isEqualTo(number("select (select count(escalated_at) from email_change where state = 'OPEN')"
                        + " + (select count(escalated_at) from support_case where state = 'OPEN')"));
        var waiting = row(chart, "NOBODY");
        assertThat(value(waiting, 2)).isGreaterThanOrEqualTo(12 * 86_400.0 - 60);
    }

    @Test
    void endsOfEmailChangesAddUpAndKnowWhatSupportWasLateWith() {
        var chart = chart("changes");
        var since = " and ended_at >= '" + filter().from() + "'";
        assertThat(value(row(chart, "REJECTED"), 0))
                .isEqualTo(number("select count(*) from email_change where state = 'REJECTED'" + since));
        assertThat(value(row(chart, "REJECTED"), 3))
                .isEqualTo(number("select count(distinct c.id) from email_change c, email_change_event e"
                        + " where e.email_change_id = c.id and e.type = 'ESCALATED' and c.state = 'REJECTED'" + since))
                .isPositive();
        assertThat(chart.rows().stream().mapToDouble(row -> value(row, 1)).sum())
                .isBetween(0.999, 1.001);
    }

    @Test
    void anAgentsWorkIsThatOfThePeriod() {
        assertThat(row(chart("agents"), "Agent " + number).values()).startsWith(1.0, 0.0, 1.0);
    }

    @Test
    void rfqsThatNobodyAnswersAreTheirVendors() {
        var acme = people.vendor("Rfq " + number, "rfq-" + number + "@insight.example");
        var borg = people.company(acme, "Borg Inc", "kim-" + number + "@insight.example");
        var days = List.of(2, 31, 45, 60);
        for (var at = 0; at < days.size(); at++) {
            var answered = days.get(at) == 60;
            jdbc.sql("""
                            insert into rfq (id, vendor_id, customer_id, company_id, number, status, submitted_by, created_at,
                              review_at, answered_at, answered_by)
                            select :id, c.vendor_id, c.id, c.company_id, :number, :status, u.account_id, :at, :at, :answered, u.account_id
                            from customer c join company_user u on u.company_id = c.company_id where c.id = :customer""")
                    .param("id", UUID.randomUUID())
                    .param("customer", borg.customer().value())
                    .param("number", 5000 + at)
                    .param("status", answered ? "ANSWERED" : "UNDER_REVIEW")
                    .param("at", ago(days.get(at)))
                    .param("answered", answered ? ago(56) : null, Types.TIMESTAMP_WITH_TIMEZONE)
                    .update();
        }

        assertThat(row(chart("rfqs"), acme.name()).values())
                .satisfiesExactly(
                        waiting -> assertThat(waiting).isEqualTo(3),
                        late -> assertThat(late).isEqualTo(2),
                        oldest -> assertThat(oldest).isBetween(45 * 86_400.0 - 60, 45 * 86_400.0 + 600),
                        replied -> assertThat(replied).isEqualTo(1),
                        median -> assertThat(median).isBetween(4 * 86_400.0 - 60, 4 * 86_400.0 + 60));
    }

    @Test
    void aProcessOwnerReadsThemAndHasThemAsFiles() {
        var email = "owner-" + number + "@insight.example";
        accounts.openStaff(new EmailAddress(email), "Olga Owner", Role.PROCESS_OWNER, Locale.ENGLISH, People.HASH);
        var session = people.session(email);

        assertThat(pages.text(session, "/insights/support?days=30"))
                .contains(
                        "Support and RFQs",
                        "Email changes that ended",
                        "Agent " + number,
                        "Nobody: no login has the address");
        assertThat(Pages.html(pages.open(session, "/insights/support/export?chart=changes")))
                .contains("How,Requests,Share,Median (h),Escalated", "Rejected,");
        for (var chart : List.of("", "?chart=funnel", "?chart=%00")) {
            assertThat(pages.open(session, "/insights/support/export" + chart).getStatus())
                    .as(chart)
                    .isEqualTo(404);
        }
        assertThat(pages.open(people.session("vera-" + number + "@insight.example"), "/insights/support")
                        .getStatus())
                .isEqualTo(403);
    }

    private Chart chart(String id) {
        return Objects.requireNonNull(charts.of(filter()).get(id));
    }

    private InsightFilter filter() {
        return new InsightFilter(null, null, null, 90, clock.instant(), ZoneOffset.UTC);
    }

    private static Chart.Row row(Chart chart, String label) {
        return chart.rows().stream()
                .filter(row -> row.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private static double value(Chart.Row row, int column) {
        return Objects.requireNonNull(row.values().get(column));
    }

    private double number(String sql) {
        return jdbc.sql(sql).query(Double.class).single();
    }
}
