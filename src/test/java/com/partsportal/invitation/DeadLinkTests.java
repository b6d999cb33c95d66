package com.partsportal.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.head;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.partsportal.customer.CustomerId;
import com.partsportal.customer.CustomerList;
import com.partsportal.customer.CustomerStatus;
import com.partsportal.customer.Customers;
import com.partsportal.dev.MovableClock;
import com.partsportal.shared.DateFormats;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.Mailbox;
import com.partsportal.testing.Pages;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.TestVendor;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

/** What the page behind a link shows once the link leads no further, and the way on from there. */
@PortalTest
class DeadLinkTests {

    private static int vendors;

    @Autowired
    MockMvc mvc;

    @Autowired
    People people;

    @Autowired
    Pages pages;

    @Autowired
    Customers customers;

    @Autowired
    CustomerList list;

    @Autowired
    Mailbox mailbox;

    @Autowired
    Jobs jobs;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DateFormats formats;

    private TestVendor vendor;
    private CustomerId customer;
    private String email;

    @BeforeEach
    void newVendor() {
        vendor = people.vendor("Acme", "vera" + ++vendors + "@dead.example");
        email = "kim" + vendors + "@dead.example";
        customer = people.invite(vendor, "Borg Inc", email);
    }

    private enum Newer {
        NONE,
        OPEN,
        ACCEPTED,
        ENDED
    }

    static Stream<Arguments> everyDeadLink() {
        return Stream.of("EXPIRED", "DECLINED", "REVOKED", "SUPERSEDED", "ACCEPTED")
                .flatMap(end -> Stream.of(Newer.values())
                        .filter(newer -> !end.equals("SUPERSEDED") || newer != Newer.NONE)
                        .filter(newer -> !end.equals("ACCEPTED") || newer == Newer.NONE)
                        .flatMap(newer -> Stream.of(Locale.ENGLISH, Locale.GERMAN)
                                .map(language -> Arguments.of(end, newer, language))));
    }

    @ParameterizedTest
    @MethodSource
    void everyDeadLink(String end, Newer newer, Locale language) throws Exception {
        var link = link();
        clock.advance(Duration.ofHours(1));
        switch (end) {
            case "EXPIRED" -> clock.advance(Duration.ofDays(15));
            case "DECLINED" -> send(link, "decline");
            case "REVOKED" -> customers.revoke(vendor.id(), customer, null, vendor.admin());
            case "ACCEPTED" -> people.accept(invitation(), "Kim");
            default -> customers.resend(vendor.id(), customer, vendor.admin());
        }
        if (newer != Newer.NONE && !end.equals("SUPERSEDED")) {
            customers.invite(vendor.id(), customer, vendor.admin());
        }
        if (newer == Newer.ACCEPTED) {
            people.accept(invitation(), "Kim");
        } else if (newer == Newer.ENDED) {
            clock.advance(Duration.ofDays(15));
        }
        jobs.runDue(customer.value());
        var rows = rows();

        var answer = mvc.perform(get(link).locale(language)).andReturn().getResponse();
        var words = Pages.text(answer);

        var german = language.equals(Locale.GERMAN);
        var askable = newer == Newer.ENDED || newer == Newer.NONE && !end.equals("ACCEPTED");
        assertThat(words).doesNotContain("??");
        if (askable) {
            assertThat(Pages.html(answer)).contains("?ask");
        } else {
            assertThat(Pages.html(answer)).doesNotContain("?ask");
        }
        switch (end.equals("ACCEPTED") ? Newer.ACCEPTED : newer) {
            case ACCEPTED -> {
                assertThat(answer.getStatus()).isEqualTo(200);
                assertThat(words)
                        .contains(german ? "bereits angenommen" : "already accepted")
                        .contains("Acme");
                assertThat(Pages.html(answer)).contains("href=\"/login\"");
            }
            case OPEN -> {
                assertThat(answer.getStatus()).isEqualTo(410);
                assertThat(words)
                        .contains(
                                german
                                        ? "Acme hat Ihnen am " + sentOn(language) + " eine neuere Einladung geschickt"
                                        : "Acme sent you a newer invitation on " + sentOn(language));
            }
            case NONE, ENDED -> {
                assertThat(answer.getStatus()).isEqualTo(410);
                assertThat(words)
                        .contains(
                                switch (end) {
                                    case "EXPIRED" -> german ? "abgelaufen" : "expired";
                                    case "DECLINED" -> german ? "abgelehnt" : "declined";
                                    case "REVOKED" -> german ? "zurückgezogen" : "withdrawn";
                                    default ->
                                        german ? "Auch die neuere Einladung" : "The newer invitation has ended too";
                                });
            }
        }
        assertThat(mvc.perform(head(link)).andReturn().getResponse().getStatus())
                .isEqualTo(answer.getStatus());
        assertThat(rows()).as("reading changes nothing").isEqualTo(rows);

        send(link, "ask");
        jobs.runDue();

        assertThat(rows()).isEqualTo(rows);
        assertThat(mailbox.to(vendor.email(), "new-invitation-asked")).hasSize(askable ? 1 : 0);
        assertThat(jdbc.sql("select count(*) from sent_mail where kind = 'new-invitation-asked' and vendor_id = ?")
                        .param(vendor.id().value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(askable ? 1 : 0);
    }

    /** All invitations of the customer, oldest first. */
    private List<String> rows() {
        return jdbc.sql("select status from invitation where customer_id = ? order by invited_at, id")
                .param(customer.value())
                .query(String.class)
                .list();
    }

    private InvitationId invitation() {
        return Objects.requireNonNull(list.get(vendor.id(), customer).invitation());
    }

    /** When the newest invitation was sent, as pages write it. */
    private String sentOn(Locale language) {
        LocaleContextHolder.setLocale(language);
        try {
            return formats.dayTimeZone(
                    Objects.requireNonNull(list.get(vendor.id(), customer).invitedAt()), ZoneId.of("UTC"));
        } finally {
            LocaleContextHolder.resetLocaleContext();
        }
    }

    @Test
    void theVendorIsNotifiedOnceHoweverManyDeadLinksAreUsed() throws Exception {
        var first = link();
        clock.advance(Duration.ofDays(15));
        customers.invite(vendor.id(), customer, vendor.admin());
        var second = secondLink();
        clock.advance(Duration.ofDays(15));

        for (var link : new String[] {first, second, first}) {
            assertThat(send(link, "ask").getRedirectedUrl()).isEqualTo("/invitations/asked");
        }
        jobs.runDue();

        assertThat(mailbox.to(vendor.email(), "new-invitation-asked")).hasSize(1);
        assertThat(list.get(vendor.id(), customer).status()).isEqualTo(CustomerStatus.EXPIRED);
    }

    @Test
    void whereTheVendorHasChosenThatTheMailboxGetsANewInvitationAtOnce() throws Exception {
        var session = people.session(vendor.email());
        var settings = Pages.html(pages.open(session, "/vendor/settings"));
        assertThat(settings).contains("name=\"reinvitesExpired\"");
        pages.send(
                session,
                "/vendor/settings",
                "partsPolicy",
                "WARN",
                "language",
                "en",
                "timeZone",
                "UTC",
                "region",
                "US",
                "notices",
                "new-invitation-asked",
                "reinvitesExpired",
                "true");
        var link = link();
        clock.advance(Duration.ofDays(15));

        send(link, "ask");
        send(link, "ask");
        jobs.runDue();

        assertThat(mailbox.to(email, "invitation")).hasSize(2);
        assertThat(mailbox.to(vendor.email(), "new-invitation-asked")).isEmpty();
        assertThat(list.get(vendor.id(), customer).status()).isEqualTo(CustomerStatus.INVITED);
        assertThat(Pages.text(mvc.perform(get(link)).andReturn().getResponse())).contains("newer invitation");
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ",", ")", "/", "%3E", ";", "%E2%80%9D", ").", "!"})
    void aLinkIsReadWithThePunctuationThatFollowsIt(String behind) throws Exception {
        var link = link();

        var answer = mvc.perform(get(URI.create(link + behind))).andReturn().getResponse();

        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(answer.getContentAsString()).contains("Accept invitation");
        assertThat(mvc.perform(get(URI.create(link + "x")))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(404);
    }

    private String link() {
        jobs.runDue(customer.value());
        return mailbox.await(email, "invitation").path();
    }

    private String secondLink() {
        jobs.runDue(customer.value());
        return mailbox.await(email, "invitation", 2).get(1).path();
    }

    private MockHttpServletResponse send(String link, String act) throws Exception {
        return mvc.perform(post(link).queryParam(act, "").with(csrf()))
                .andReturn()
                .getResponse();
    }
}
