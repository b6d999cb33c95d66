package com.partsportal.customer;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.shared.DatabaseTime;
import com.partsportal.testing.Pages;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.TestVendor;
import jakarta.servlet.http.Cookie;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Why a customer has not joined, as {@link WaitingTests} has it, is the same on the customer's page, in its row, and in who
 * is listed under "Needs attention", whose rule is written in SQL once more.
 */
@PortalTest
class AttentionListTests {

    /**
     * @param words of the customer's page
     * @param hours since the invitation, null for a draft
     * @param opened hours since a person, negative: a filter, opened it; null: nobody
     */
    private record State(
            String code,
            boolean attention,
            @Nullable String words,
            String status,
            @Nullable Integer hours,
            String delivery,
            @Nullable String failure,
            int reminders,
            @Nullable Integer opened,
            boolean asked) {}

    private static final List<State> STATES = List.of(
            draft("draft.parts", "Prepare parts first"),
            invited("queued", false, "The email is being sent", 1, "QUEUED", null, 0, null),
            invited("queued", false, "The email is being sent", 130, "QUEUED", null, 0, null),
            invited("recent", false, "The email was sent", 40, "SENT", null, 0, null),
            invited("opened.recent", false, "There is nothing to do yet", 40, "SENT", null, 0, 20),
            invited("opened", true, "The invitation was opened once", 50, "SENT", null, 0, 20),
            invited("unopened", false, "nobody has opened the invitation yet", 60, "SENT", null, 0, null),
            invited("unopened", true, "nobody has opened the invitation yet", 121, "SENT", null, 0, null),
            invited("filter", false, "Only a mail filter has opened the link", 60, "SENT", null, 0, -10),
            invited("filter", true, "Only a mail filter has opened the link", 121, "SENT", null, 0, -10),
            invited("reminded", false, "after one reminder", 80, "SENT", null, 1, null),
            invited("reminded", true, "after one reminder", 121, "SENT", null, 1, null),
            // a reminder waits in the queue: the invitation itself was sent
            invited("reminded", true, "after one reminder", 121, "QUEUED", null, 1, null),
            invited("refused", true, "the mail server refused the address", 1, "FAILED", "REFUSED", 0, null),
            invited("bounced", true, "it came back", 50, "FAILED", "BOUNCED", 0, null),
            invited("stuck", true, "it could not be sent", 50, "FAILED", "STUCK", 0, null),
            ended("expired", true, "The invitation expired. Nobody opened it", "EXPIRED", null, false),
            ended("expired.opened", true, "It was opened once but not accepted", "EXPIRED", 200, false),
            ended("declined", true, "The contact declined", "DECLINED", 200, false),
            ended("revoked", false, "You withdrew the invitation. There is nothing to do", "REVOKED", 200, false),
            ended("asked", true, "asked for a new invitation", "EXPIRED", 200, true),
            ended("asked", true, "asked for a new invitation", "DECLINED", 200, true),
            ended("asked", true, "asked for a new invitation", "REVOKED", 200, true));

    @Autowired
    People people;

    @Autowired
    Pages pages;

    @Autowired
    Customers customers;

    @Autowired
    CustomerList list;

    @Autowired
    WaitingReasons reasons;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    private TestVendor vendor;
    private Cookie session;

    @BeforeEach
    void newVendor() {
        vendor = people.vendor("Attention Vendor", "vera@attention.example");
        session = people.session(vendor.email());
    }

    @Test
    void rowPageAndNeedsAttentionSayTheSameOfEachState() {
        var ids = new ArrayList<CustomerId>();
        for (var place = 0; place < STATES.size(); place++) {
            ids.add(store(STATES.get(place), place));
        }
        var all = pages.text(session, "/vendor/customers?sort=companyName");
        var attention = pages.text(session, "/vendor/customers?attention=true");
        for (var place = 0; place < STATES.size(); place++) {
            var state = STATES.get(place);
            var name = name(place);
            var row = list.get(vendor.id(), ids.get(place));
            var why = reasons.of(row);

            assertThat(why).as(name).isNotNull();
            assertThat(why.code()).as(name).isEqualTo(state.code());
            assertThat(why.attention()).as(name).isEqualTo(state.attention());
            assertThat(pages.text(session, "/vendor/customers/" + row.id()))
                    .as(name)
                    .contains(state.words());
            assertThat(all).contains(name);
            if (state.attention()) {
                assertThat(attention).as("Needs attention").contains(name);
            } else {
                assertThat(attention).as("Needs attention").doesNotContain(name);
            }
        }
        var expected = STATES.stream().filter(State::attention).count();
        assertThat(all).containsPattern("Needs attention\\s+" + expected + "\\b");
        assertThat(attention).contains("1–" + expected + " of " + expected);
    }

    private static String name(int place) {
        return "State %02d Ltd".formatted(place);
    }

    private CustomerId store(State state, int place) {
        var now = DatabaseTime.now(clock);
        var id = customers.add(
                vendor.id(),
                new NewCustomer(
                        name(place),
                        "s" + place + "@attention.example",
                        null,
                        "A",
                        state.hours() != null,
                        null,
                        null,
                        null),
                vendor.admin());
        if (state.hours() == null) {
            return id;
        }
        var invitedAt = now.minus(Duration.ofHours(state.hours()));
        var ended = !state.status().equals("INVITED");
        jdbc.sql("update customer set status = :status, invited_at = :at, expires_at = :end where id = :id")
                .param("status", state.status())
                .param("at", Timestamp.from(invitedAt))
                .param("end", Timestamp.from(invitedAt.plus(Duration.ofDays(14))))
                .param("id", id.value())
                .update();
        jdbc.sql("""
                        update invitation set status = :status, invited_at = :at, expires_at = :end, delivery = :delivery,
                               delivery_failure = :failure, reminders_sent = :reminders, asked_again_at = :asked, ended_at = :ended
                         where customer_id = :id""")
                .param("status", ended ? state.status() : "PENDING")
                .param("at", Timestamp.from(invitedAt))
                .param("end", Timestamp.from(invitedAt.plus(Duration.ofDays(14))))
                .param("delivery", state.delivery())
                .param("failure", state.failure())
                .param("reminders", state.reminders())
                .param("asked", state.asked() ? Timestamp.from(now.minusSeconds(60)) : null)
                .param("ended", ended ? Timestamp.from(now.minusSeconds(120)) : null)
                .param("id", id.value())
                .update();
        if (state.opened() != null) {
            open(id, now.minus(Duration.ofHours(Math.abs(state.opened()))), state.opened() > 0);
        }
        return id;
    }

    private void open(CustomerId id, Instant at, boolean person) {
        jdbc.sql("""
                        insert into invitation_opening (id, invitation_id, at, person)
                        select :opening, invitation_id, :at, :person from customer where id = :id""")
                .param("opening", UUID.randomUUID())
                .param("at", Timestamp.from(at))
                .param("person", person)
                .param("id", id.value())
                .update();
    }

    private static State draft(String code, String words) {
        return new State(code, false, words, "DRAFT", null, "", null, 0, null, false);
    }

    private static State invited(
            String code,
            boolean attention,
            String words,
            int hours,
            String delivery,
            @Nullable String failure,
            int reminders,
            @Nullable Integer opened) {
        return new State(code, attention, words, "INVITED", hours, delivery, failure, reminders, opened, false);
    }

    private static State ended(
            String code, boolean attention, String words, String status, @Nullable Integer opened, boolean asked) {
        return new State(code, attention, words, status, 400, "SENT", null, 3, opened, asked);
    }
}
