package com.partsportal.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.testing.Jobs;
import com.partsportal.testing.Pages;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.TestVendor;
import jakarta.servlet.http.Cookie;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The Vendor Admin's pages of webhooks. */
@PortalTest
class WebhookPagesTests {

    private static final Pattern SECRET = Pattern.compile("whsec_[A-Za-z0-9+/=]{44}");
    private static int vendors;

    @Autowired
    People people;

    @Autowired
    Pages pages;

    @Autowired
    Webhooks webhooks;

    @Autowired
    Jobs jobs;

    private TestVendor vendor;
    private Cookie session;

    @BeforeEach
    void newVendor() {
        vendors++;
        vendor = people.vendor("Page Hook Vendor " + vendors, "pagehook" + vendors + "@vendor.example");
        session = people.session(vendor.email());
    }

    private String only() {
        return "/vendor/webhooks/" + webhooks.of(vendor.id()).get(0).id();
    }

    @Test
    void theSecretIsShownOnce() {
        assertThat(pages.text(session, "/vendor/webhooks")).contains("There is no webhook yet.");

        var added = pages.send(
                session,
                "/vendor/webhooks",
                "url",
                "https://erp.example.com/hooks",
                "description",
                "ERP main",
                "events",
                "customer.created",
                "events",
                "rfq.submitted");

        assertThat(added.getStatus()).isEqualTo(201);
        assertThat(added.getHeader("Cache-Control")).contains("no-store");
        assertThat(SECRET.matcher(Pages.html(added)).find()).isTrue();
        assertThat(webhooks.of(vendor.id()))
                .singleElement()
                .satisfies(made -> assertThat(made.events())
                        .containsExactlyInAnyOrder(WebhookEvent.CUSTOMER_CREATED, WebhookEvent.RFQ_SUBMITTED));
        assertThat(pages.text(session, "/vendor/webhooks"))
                .contains("https://erp.example.com/hooks", "ERP main", "2 events", "On");
        assertThat(Pages.html(pages.open(session, only()))).doesNotContain("whsec_");

        var rotated = pages.send(session, only() + "/secret");
        assertThat(SECRET.matcher(Pages.html(rotated)).find()).isTrue();
        assertThat(Pages.text(rotated)).contains("The former secret still signs until");
    }

    @Test
    void errorsAreShownBesideTheField() {
        var refused = pages.send(session, "/vendor/webhooks", "url", "ftp://erp.example.com");

        assertThat(refused.getStatus()).isEqualTo(422);
        assertThat(Pages.html(refused)).contains("id=\"url-error\"");
        assertThat(webhooks.of(vendor.id())).isEmpty();
    }

    @Test
    void aTestMessageAppearsInTheLogAndIsSentAgain() {
        try (var receiver = new Receiver()) {
            receiver.answers(Receiver.Answer.of(200, "thanks"));
            pages.send(session, "/vendor/webhooks", "url", receiver.url());
            pages.send(session, only() + "/test");
            jobs.runDue();
            assertThat(pages.text(session, only())).contains("test", "Delivered", "1 attempt", "HTTP 200", "thanks");

            pages.send(
                    session,
                    only() + "/deliveries/" + receiver.messages().get(0).id() + "/resend");
            jobs.runDue();
            assertThat(receiver.messages()).hasSize(2);
            assertThat(pages.text(session, only())).contains("2 attempts");
        }
    }

    @Test
    void isSwitchedOffAndOnAndRemoved() {
        pages.send(session, "/vendor/webhooks", "url", "https://erp.example.com/hooks");
        pages.send(session, only() + "/active", "on", "false");
        assertThat(webhooks.of(vendor.id()).get(0).active()).isFalse();
        assertThat(pages.text(session, only())).contains("Off", "Switch on").doesNotContain("Send test message");
        pages.send(session, only() + "/active", "on", "true");
        assertThat(webhooks.of(vendor.id()).get(0).active()).isTrue();
        pages.send(session, only(), "url", "https://erp.example.com/other");
        assertThat(webhooks.of(vendor.id()).get(0).url()).isEqualTo("https://erp.example.com/other");
        var page = only();
        pages.send(session, page + "/remove");
        assertThat(webhooks.of(vendor.id())).isEmpty();
        assertThat(pages.open(session, page).getStatus()).isEqualTo(404);
    }

    @Test
    void anotherVendorsAreUnknown() {
        pages.send(session, "/vendor/webhooks", "url", "https://erp.example.com/hooks");
        var page = only();
        var other = people.vendor("Other Hook Vendor " + vendors, "otherhook" + vendors + "@vendor.example");
        var stranger = people.session(other.email());

        for (var act : new String[] {"", "/test", "/secret", "/active", "/remove"}) {
            assertThat(pages.send(stranger, page + act, "on", "false", "url", "https://x.example")
                            .getStatus())
                    .as(act)
                    .isEqualTo(404);
        }
        assertThat(pages.open(stranger, page).getStatus()).isEqualTo(404);
        assertThat(webhooks.of(vendor.id())).hasSize(1);
    }
}
