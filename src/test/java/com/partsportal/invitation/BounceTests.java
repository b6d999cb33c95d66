package com.partsportal.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.partsportal.customer.CustomerId;
import com.partsportal.customer.CustomerList;
import com.partsportal.dev.MovableClock;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.LimitedPortalTest;
import com.partsportal.testing.Mailbox;
import com.partsportal.testing.Pages;
import com.partsportal.testing.People;
import com.partsportal.testing.TestVendor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

/** Emails that the server took and that come back: RFC 3464. */
@LimitedPortalTest
class BounceTests {

    private static int vendors;

    @Autowired
    MockMvc mvc;

    @Autowired
    People people;

    @Autowired
    Pages pages;

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

    private TestVendor vendor;
    private CustomerId customer;
    private String email;
    private UUID mail;
    private String messageId;

    @BeforeEach
    void anInvitationIsSent() {
        vendor = people.vendor("Acme", "vera" + ++vendors + "@bounce.example");
        email = "kim" + vendors + "@bounce.example";
        customer = people.invite(vendor, "Borg Inc", email);
        jobs.runDue(customer.value());
        messageId = mailbox.await(email, "invitation").messageId();
        mail = jdbc.sql("select id from sent_mail where recipient = ?")
                .param(email)
                .query(UUID.class)
                .single();
    }

    @Test
    void theEnvelopeSenderNamesTheMail() {
        assertThat(mailbox.to(email, "invitation").get(0).source()).contains("bounce+" + mail + "@mail.portal.example");
    }

    @Test
    void aPermanentFailureMarksTheMailStopsItsRemindersAndNotifiesTheVendor() throws Exception {
        assertThat(bounce(report("failed", "5.1.1", email, messageId))).isEqualTo(202);
        assertThat(bounce(report("failed", "5.1.1", email, messageId))).isEqualTo(202);

        var row = list.get(vendor.id(), customer);
        assertThat(row.delivery()).isEqualTo(DeliveryState.FAILED);
        assertThat(row.deliveryFailure()).isEqualTo(DeliveryFailure.BOUNCED);
        assertThat(row.deliveryReason()).isEqualTo("550 5.1.1 no such user");
        assertThat(marked("bounced_at is not null")).isOne();
        assertThat(pages.text(people.session(vendor.email()), "/vendor/customers/" + customer))
                .contains("came back", "550 5.1.1 no such user");
        jobs.runDue();
        assertThat(mailbox.to(vendor.email(), "delivery-failed"))
                .singleElement()
                .satisfies(notice -> assertThat(notice.text()).contains("came back", "550 5.1.1 no such user"));
        clock.advance(Duration.ofDays(10));
        jobs.runDue(customer.value());
        assertThat(mailbox.to(email, "reminder")).isEmpty();
    }

    @Test
    void aDelayIsNotedOnly() throws Exception {
        assertThat(bounce(report("delayed", "4.4.1", email, messageId))).isEqualTo(202);

        assertThat(list.get(vendor.id(), customer).delivery()).isEqualTo(DeliveryState.SENT);
        assertThat(marked("delayed_at is not null and bounced_at is null")).isOne();
    }

    @Test
    void anythingElseChangesNothing() throws Exception {
        var good = report("failed", "5.1.1", email, messageId);
        for (var message : new String[] {
            "",
            "no email",
            "From: kim@bounce.example\r\nTo: bounce+" + mail + "@mail.portal.example\r\n"
                    + "Auto-Submitted: auto-replied\r\nSubject: Out of office\r\n\r\nI am away.\r\n",
            report("failed", "5.1.1", "other@bounce.example", messageId),
            report("failed", "5.1.1", email, "<another@portal.example>"),
            report("failed", "4.2.2", email, messageId),
            report("relayed", "2.0.0", email, messageId),
            good.replace(mail.toString(), UUID.randomUUID().toString()),
            good.replace("bounce+", "info+"),
            good.replace("report-type=delivery-status", "report-type=disposition-notification")
                    .replace("message/delivery-status", "message/disposition-notification")
        }) {
            assertThat(bounce(message)).as(message).isEqualTo(202);
        }

        assertThat(list.get(vendor.id(), customer).delivery()).isEqualTo(DeliveryState.SENT);
        assertThat(marked("bounced_at is not null or delayed_at is not null")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer ", "Bearer wrong", "Basic dTpw"})
    void theTokenIsNeeded(String authorization) throws Exception {
        var request = post("/api/v1/bounces")
                .contentType("message/rfc822")
                .content(report("failed", "5.1.1", email, messageId));
        if (!authorization.isEmpty()) {
            request.header(HttpHeaders.AUTHORIZATION, authorization);
        }

        assertThat(mvc.perform(request).andReturn().getResponse().getStatus()).isEqualTo(401);
        assertThat(list.get(vendor.id(), customer).delivery()).isEqualTo(DeliveryState.SENT);
    }

    @Test
    void aLaterBounceOfAReminderIsADeliveryProblemToo() throws Exception {
        clock.advance(Duration.ofDays(6));
        jobs.runDue(customer.value());
        var reminder = mailbox.await(email, "reminder");
        mail = jdbc.sql("select id from sent_mail where recipient = ? and kind = 'reminder'")
                .param(email)
                .query(UUID.class)
                .single();

        assertThat(bounce(report("failed", "5.2.1", email, reminder.messageId())))
                .isEqualTo(202);

        assertThat(list.get(vendor.id(), customer).deliveryFailure()).isEqualTo(DeliveryFailure.BOUNCED);
        clock.advance(Duration.ofDays(4));
        jobs.runDue();
        assertThat(mailbox.to(email, "reminder")).hasSize(1);
        assertThat(mailbox.to(vendor.email(), "delivery-failed")).hasSize(1);
        clock.advance(Duration.ofDays(6));
        jobs.runDue();
        assertThat(mailbox.await(vendor.email(), "invitation-expired").text()).contains("never arrived");
    }

    @Test
    void onlyEmailsAreTaken() throws Exception {
        for (var type : new String[] {"application/json", "text/plain"}) {
            assertThat(mvc.perform(post("/api/v1/bounces")
                                    .header(HttpHeaders.AUTHORIZATION, "Bearer the-token-of-the-mail-server")
                                    .contentType(type)
                                    .content("{}"))
                            .andReturn()
                            .getResponse()
                            .getStatus())
                    .isEqualTo(415);
        }
    }

    private int bounce(String message) throws Exception {
        return mvc.perform(post("/api/v1/bounces")
                        .header(HttpHeaders.AUTHORIZATION, "Bearer the-token-of-the-mail-server")
                        .contentType("message/rfc822")
                        .content(message.getBytes(StandardCharsets.ISO_8859_1)))
                .andReturn()
                .getResponse()
                .getStatus();
    }

    private long marked(String how) {
        return jdbc.sql("select count(*) from sent_mail where id = ? and (" + how + ")")
                .param(mail)
                .query(Long.class)
                .single();
    }

    private String report(String action, String status, String recipient, String about) {
        return """
                Return-Path: <>
                From: MAILER-DAEMON@mx.bounce.example
                To: bounce+%s@mail.portal.example
                Subject: Undelivered Mail Returned to Sender
                Auto-Submitted: auto-replied
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

                --b1
                Content-Type: text/plain; charset=iso-8859-1

                Zustellung nicht m\u00f6glich.

                --b1
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.bounce.example
                Arrival-Date: Tue, 1 Dec 2026 09:00:00 +0000

                Final-Recipient: rfc822; %s
                Action: %s
                Status: %s
                Diagnostic-Code: smtp; 550 5.1.1 no such user

                --b1
                Content-Type: text/rfc822-headers

                Message-ID: %s
                Subject: Invitation

                --b1--
                """.formatted(mail, recipient, action, status, about).replace("\n", "\r\n");
    }
}
