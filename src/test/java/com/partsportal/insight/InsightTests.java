package com.partsportal.insight;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.account.Accounts;
import com.partsportal.account.Role;
import com.partsportal.customer.CustomerId;
import com.partsportal.customer.Customers;
import com.partsportal.customer.NewCustomer;
import com.partsportal.shared.EmailAddress;
import com.partsportal.testing.Pages;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.TestVendor;
import jakarta.servlet.http.Cookie;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The numbers of the insights, each against a statement of another shape, and who sees whose. */
@PortalTest
class InsightTests {

    private static final List<String> ENDS = List.of(
            "ACCEPTED", "ACCEPTED", "ACCEPTED", "EXPIRED", "EXPIRED", "DECLINED", "REVOKED", "PENDING", "PENDING");

    @Autowired
    People people;

    @Autowired
    Accounts accounts;

    @Autowired
    Customers customers;

    @Autowired
    InsightCharts charts;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    @Autowired
    Pages pages;

    TestVendor acme;
    TestVendor globex;

    /** Two vendors with customers of the last days, with every end, some of them opened, some reminded. */
    @BeforeEach
    void begin() {
        var number = UUID.randomUUID().toString().substring(0, 8);
        acme = people.vendor("Acme " + number, "acme-" + number + "@insight.example");
        globex = people.vendor("Globex " + number, "globex-" + number + "@insight.example");
        for (var vendor : List.of(acme, globex)) {
            for (var each = 0; each < 14; each++) {
                add(vendor, each, number);
            }
        }
    }

    private void add(TestVendor vendor, int each, String number) {
        var invited = each < ENDS.size() * (vendor.equals(acme) ? 1 : 0) || each % 3 == 0;
        var ranking = List.of("A", "B", "C").get(each % 3);
        var language = each % 4 == 0 ? "de" : "en";
        var email = "c" + each + "-" + vendor.name().toLowerCase(Locale.ROOT).replace(' ', '-') + "@insight.example";
        var customer = customers.add(
                vendor.id(),
                new NewCustomer("Customer " + each, email, null, ranking, invited, language, null, null),
                vendor.admin());
        if (invited) {
            end(customer, ENDS.get(each % ENDS.size()), each);
        }
    }

    /** Written as rows: what came of it is what the numbers are about. */
    private void end(CustomerId customer, String end, int each) {
        var id = jdbc.sql("select id from invitation where customer_id = :customer")
                .param("customer", customer.value())
                .query(UUID.class)
                .single();
        var invited = clock.instant().minusSeconds(86_400L * (20 - each));
        jdbc.sql("""
                        update customer set created_at = :created, invited_at = :invited,
                          status = case :end when 'ACCEPTED' then 'INVITED' when 'PENDING' then 'INVITED' else :end end,
                          accepted_at = case when :end = 'ACCEPTED' then :ended end,
                          first_rfq_at = case when :end = 'ACCEPTED' and :each = 0 then :ended + interval '1 day' end
                        where id = :id""")
                .param("created", at(invited.minusSeconds(3600L * each)))
                .param("invited", at(invited))
                .param("ended", at(invited.plusSeconds(7200L * (each + 1))))
                .param("end", end)
                .param("each", each)
                .param("id", customer.value())
                .update();
        jdbc.sql("""
                        update invitation set invited_at = :invited, expires_at = :expires, status = :end,
                          reminders_sent = :reminders, delivery = case when :each = 7 then 'FAILED' else 'SENT' end,
                          delivery_failure = case when :each = 7 then 'BOUNCED' end,
                          ended_at = case when :end <> 'PENDING' then :ended end,
                          end_reason = case when :end = 'DECLINED' then 'wrong person' end
                        where id = :id""")
                .param("invited", at(invited))
                .param("expires", at(clock.instant().plusSeconds(86_400L * (each + 1))))
                .param("ended", at(invited.plusSeconds(7200L * (each + 1))))
                .param("reminders", each % 3)
                .param("end", end)
                .param("each", each)
                .param("id", id)
                .update();
        if (each % 2 == 0) {
            for (var person : List.of(true, false)) {
                jdbc.sql(
                                "insert into invitation_opening (id, invitation_id, at, person) values (:id, :invitation, :at, :person)")
                        .param("id", UUID.randomUUID())
                        .param("invitation", id)
                        .param("at", at(invited.plusSeconds(3600)))
                        .param("person", person)
                        .update();
            }
        }
    }

    private static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    @Test
    void theFunnelCountsEachStep() {
        var mine = acme.id().value();
        var all = number("select count(*) from customer where vendor_id = :v");
        assertThat(column("funnel", mine, 0))
                .containsExactly(
                        all,
                        number("select count(distinct customer_id) from invitation where vendor_id = :v"),
                        number(
                                "select count(*) from customer c where vendor_id = :v and (accepted_at is not null or id in"
                                        + " (select i.customer_id from invitation i where i.id in"
                                        + " (select invitation_id from invitation_opening where person)))"),
                        number("select count(*) from invitation where vendor_id = :v and status = 'ACCEPTED'"),
                        0.0,
                        number("select count(*) from customer where vendor_id = :v and first_rfq_at is not null"));
        assertThat(column("funnel", mine, 1).get(0)).isNull();
        assertThat(column("funnel", mine, 1).get(1))
                .isEqualTo(column("funnel", mine, 0).get(1) / all);
    }

    @Test
    void theGroupsAddUpAndKnowTheirTimes() {
        var mine = acme.id().value();
        for (var dimension : List.of("ranking", "language", "policy")) {
            assertThat(sum(column(dimension, mine, 0)))
                    .isEqualTo(column("funnel", mine, 0).get(1));
            assertThat(sum(column(dimension, mine, 1)))
                    .isEqualTo(column("funnel", mine, 0).get(3));
        }
        assertThat(row("ranking", mine, "A").get(0))
                .isEqualTo(number("select count(*) from invitation i, customer c, ranking r where i.customer_id = c.id"
                        + " and c.ranking_id = r.id and r.label = 'A' and c.vendor_id = :v"));
        assertThat(row("language", mine, "de").get(1))
                .isEqualTo(
                        number(
                                "select count(*) from customer where vendor_id = :v and language = 'de' and accepted_at is not null"));
        assertThat(row("times", mine, "TO_ACCEPTED").get(0))
                .isEqualTo(number(
                        "select percentile_cont(0.5) within group (order by extract(epoch from ended_at - invited_at))"
                                + " from invitation where vendor_id = :v and status = 'ACCEPTED'"));
        assertThat(row("vendor", null, acme.name()).get(0))
                .isEqualTo(column("funnel", mine, 0).get(1));
        assertThat(row("vendor", null, globex.name()).get(1))
                .isEqualTo(column("funnel", globex.id().value(), 0).get(3));
    }

    @Test
    void theWeeksAddUpToWhatWasSentAndAccepted() {
        var mine = acme.id().value();
        assertThat(sum(column("weeks", mine, 0)))
                .isEqualTo(number("select count(*) from invitation where vendor_id = :v"));
        assertThat(sum(column("weeks", mine, 1)))
                .isEqualTo(number("select count(*) from invitation where vendor_id = :v and status = 'ACCEPTED'"));
        assertThat(charts.of(filter(mine)).charts().get("weeks").rows()).hasSizeBetween(13, 14);
    }

    @Test
    void theRemindersSayAfterHowManyItWasAccepted() {
        var mine = acme.id().value();
        for (var reminders = 0; reminders < 3; reminders++) {
            var row = row("reminders", mine, Integer.toString(reminders));
            assertThat(row.get(0))
                    .isEqualTo(number(
                            "select count(*) from invitation where vendor_id = :v and status = 'ACCEPTED' and reminders_sent = "
                                    + reminders));
            assertThat(row.get(1))
                    .isEqualTo(number(
                            "select count(*) from invitation where vendor_id = :v and reminders_sent >= " + reminders));
        }
    }

    @Test
    void eachVersionOfTheTableSaysWhatItsRemindersBrought() {
        var mine = acme.id().value();
        assertThat(sum(column("policyReminders", mine, 0)))
                .isEqualTo(number("select count(*) from invitation where vendor_id = :v"));
        var version = charts.of(filter(mine)).charts().get("policyReminders").rows();
        assertThat(version).hasSize(1);
        for (var reminders = 0; reminders < 3; reminders++) {
            assertThat(version.get(0).values().get(reminders + 1))
                    .isEqualTo(number(
                            "select (count(*) filter (where status = 'ACCEPTED' and reminders_sent = " + reminders
                                    + "))::float8 / nullif(count(*) filter (where reminders_sent >= " + reminders
                                    + "), 0) from invitation where vendor_id = :v"));
        }
        assertThat(version.get(0).values().get(4)).isNull();
    }

    @Test
    void whoInvitedAddressesThatDoNotExist() {
        assertThat(row("refusals", acme.id().value(), "Vera Vendor · " + acme.name()))
                .startsWith(
                        number(
                                "select count(*) from invitation where vendor_id = :v and delivery_failure in ('REFUSED', 'BOUNCED')"),
                        number("select count(*) from invitation where vendor_id = :v"));
    }

    @Test
    void whereTheyAreAndWhyNot() {
        var mine = acme.id().value();
        var insights = charts.of(filter(mine));
        assertThat(sum(column("reasons", mine, 0)))
                .isEqualTo(
                        number(
                                "select count(*) from invitation where vendor_id = :v and status in ('EXPIRED', 'DECLINED', 'REVOKED')"));
        assertThat(row("reasons", mine, "DECLINED").get(0))
                .isEqualTo(number("select count(*) from invitation where vendor_id = :v and status = 'DECLINED'"));
        assertThat(insights.words()).extracting(InsightReport.Words::words).containsExactly("wrong person");
        assertThat(row("standing", mine, "DRAFT").get(0))
                .isEqualTo(number("select count(*) from customer where vendor_id = :v and status = 'DRAFT'"));
        assertThat(row("standing", mine, "UNDELIVERED").get(0))
                .isEqualTo((double) insights.tiles().stuck())
                .isEqualTo(
                        number(
                                "select count(*) from invitation where vendor_id = :v and status = 'PENDING' and delivery = 'FAILED'"));
        assertThat((double) insights.tiles().open())
                .isEqualTo(number("select count(*) from invitation where vendor_id = :v and status = 'PENDING'"));
        assertThat((double) insights.tiles().expiring())
                .isEqualTo(number("select count(*) from invitation where vendor_id = :v and status = 'PENDING'"
                        + " and expires_at < now() + interval '7 days'"));
        assertThat((double) insights.tiles().acceptedLately())
                .isEqualTo(number("select count(*) from invitation where vendor_id = :v and status = 'ACCEPTED'"));
    }

    @Test
    void aVendorSeesItsOwnWhateverTheUrlSays() {
        var session = people.session(acme.email());
        var page = pages.text(session, "/vendor/insights?vendor=" + globex.id() + "&days=30&ranking=A");
        assertThat(page).contains("From added to first RFQ", "Last 30 days").doesNotContain("Globex", "By vendor");
        assertThat(csv(session, "/vendor/insights/export?chart=funnel&vendor=" + globex.id()))
                .contains("Added,"
                        + Math.round(column("funnel", acme.id().value(), 0).get(0)) + ",");
        assertThat(pages.open(session, "/vendor/insights/export?chart=vendor").getStatus())
                .isEqualTo(404);
        assertThat(pages.open(session, "/vendor/insights/export").getStatus()).isEqualTo(404);
        assertThat(pages.open(session, "/insights").getStatus()).isEqualTo(403);
    }

    @Test
    void theProcessOwnerSeesAllAndChoosesOne() {
        var email = "owner-" + acme.email();
        accounts.openStaff(new EmailAddress(email), "Olga Owner", Role.PROCESS_OWNER, Locale.ENGLISH, People.HASH);
        var session = people.session(email);

        assertThat(pages.text(session, "/insights")).contains("By vendor", acme.name(), globex.name());
        assertThat(csv(session, "/insights/export?chart=vendor&vendor=" + globex.id()))
                .isEmpty();
        assertThat(csv(session, "/insights/export?chart=vendor&days=365"))
                .contains(acme.name() + ",", "Vendor,Invited,Accepted,Rate,Median (h),9 of 10 (h),First RFQ");
        assertThat(pages.text(session, "/insights?vendor=x&days=7&language=xx")).contains("By vendor");
    }

    @Test
    void aNewVendorReadsWhatToDo() {
        var empty = people.vendor("Empty", "empty-" + acme.email());
        assertThat(pages.text(people.session(empty.email()), "/vendor/insights"))
                .contains("Nothing to show yet", "Open invitations 0");
    }

    private String csv(Cookie session, String path) {
        var answer = pages.open(session, path);
        return answer.getStatus() == 404 ? "" : Pages.html(answer);
    }

    private InsightFilter filter(@Nullable UUID vendor) {
        return new InsightFilter(vendor, null, null, 90, clock.instant(), ZoneOffset.UTC);
    }

    private List<@Nullable Double> column(String chart, @Nullable UUID vendor, int column) {
        return Objects.requireNonNull(charts.of(filter(vendor)).charts().get(chart)).rows().stream()
                .map(row -> row.values().get(column))
                .collect(Collectors.toList());
    }

    private List<@Nullable Double> row(String chart, @Nullable UUID vendor, String label) {
        return Objects.requireNonNull(charts.of(filter(vendor)).charts().get(chart)).rows().stream()
                .filter(row -> row.label().equals(label))
                .findFirst()
                .map(Chart.Row::values)
                .orElse(Arrays.asList(0.0, 0.0, 0.0));
    }

    private static double sum(List<@Nullable Double> values) {
        return values.stream().mapToDouble(value -> value == null ? 0 : value).sum();
    }

    private double number(String sql) {
        return jdbc.sql(sql).param("v", acme.id().value()).query(Double.class).single();
    }
}
