package com.partsportal.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.partsportal.dev.MovableClock;
import com.partsportal.invitation.DeliveryState;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.Mailbox;
import com.partsportal.testing.Pages;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.TestVendor;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

/** What a vendor sees when an email of an invitation does not arrive. */
@PortalTest
class DeliveryProblemTests {

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
    CustomerActivity activity;

    @Autowired
    Mailbox mailbox;

    @Autowired
    Jobs jobs;

    @Autowired
    MovableClock clock;

    @Autowired
    ManagementService management;

    @Autowired
    RuntimeService runtime;

    @Autowired
    JdbcClient jdbc;

    private TestVendor vendor;
    private Cookie session;

    @BeforeEach
    void newVendor() {
        vendor = people.vendor("Acme", "vera" + ++vendors + "@delivery.example");
        session = people.session(vendor.email());
    }

    @Test
    void anEmailThatCannotBeSentIsADeliveryProblemUntilItGoesOut() {
        var customer = invite("stuck@delivery.example");
        var page = "/vendor/customers/" + customer;
        assertThat(pages.text(session, page)).doesNotContain("could not be sent");

        giveUp(customer, "sendInvitation");

        assertThat(list.get(vendor.id(), customer).delivery()).isEqualTo(DeliveryState.FAILED);
        assertThat(pages.text(session, page))
                .contains("The email to stuck@delivery.example could not be sent", "it could not be sent");
        assertThat(pages.text(session, "/vendor/customers")).contains("Delivery problem");
        assertThat(activity.timeline(vendor.id(), customer, Locale.ENGLISH))
                .anyMatch(entry -> entry.type().equals("DELIVERY_FAILED"));

        management.setJobRetries(job(customer, "sendInvitation").getId(), 1);
        jobs.runDue(customer.value());

        mailbox.await("stuck@delivery.example", "invitation");
        assertThat(list.get(vendor.id(), customer).delivery()).isEqualTo(DeliveryState.SENT);
        assertThat(pages.text(session, page)).doesNotContain("could not be sent");
    }

    @Test
    void aStuckReminderThatGoesOutAfterAllEndsTheProblem() {
        var customer = invite("late@delivery.example");
        jobs.runDue(customer.value());
        clock.advance(Duration.ofDays(6));

        giveUp(customer, "reminderDue");
        assertThat(list.get(vendor.id(), customer).delivery()).isEqualTo(DeliveryState.FAILED);

        management.setJobRetries(job(customer, "reminderDue").getId(), 1);
        jobs.runDue(customer.value());

        mailbox.await("late@delivery.example", "reminder");
        assertThat(list.get(vendor.id(), customer))
                .extracting(CustomerRow::delivery, CustomerRow::remindersSent)
                .containsExactly(DeliveryState.SENT, 1);
    }

    @Test
    void systemsThatReadChangesHearThatAReminderWentOutAfterAll() {
        var customer = invite("heard@delivery.example");
        jobs.runDue(customer.value());
        clock.advance(Duration.ofDays(6));
        giveUp(customer, "reminderDue");
        clock.advance(Duration.ofHours(1));
        var since = clock.instant();
        var changes = "/api/v1/customers?changedSince=" + since;
        assertThat(Pages.html(pages.call(vendor.email(), changes))).doesNotContain(customer.toString());

        management.setJobRetries(job(customer, "reminderDue").getId(), 1);
        jobs.runDue(customer.value());

        assertThat(Pages.html(pages.call(vendor.email(), changes))).contains(customer.toString(), "\"SENT\"");
    }

    @Test
    void atExpiryAnInvitationThatArrivedIsNotSaidToBeLostForItsReminder() {
        var customer = invite("arrived@delivery.example");
        jobs.runDue(customer.value());
        clock.advance(Duration.ofDays(6));
        giveUp(customer, "reminderDue");

        clock.advance(Duration.ofDays(9));
        jobs.runDue();

        assertThat(mailbox.await(vendor.email(), "invitation-expired").text())
                .contains("did not answer in time")
                .doesNotContain("never arrived");
    }

    @Test
    void atExpiryTheVendorIsNotifiedThatItNeverArrived() {
        var customer = invite("never@delivery.example");
        giveUp(customer, "sendInvitation");

        clock.advance(Duration.ofDays(15));
        jobs.runDue();

        var notice = mailbox.await(vendor.email(), "invitation-expired");
        assertThat(notice.text()).contains("never arrived").doesNotContain("did not answer in time");
        assertThat(notice.html()).contains("never arrived").doesNotContain("did not answer in time");
    }

    @Test
    void aRefusedReminderNotifiesTheInviterLikeARefusedInvitation() {
        var customer = invite("gone@delivery.example");
        jobs.runDue(customer.value());
        var invitation = list.get(vendor.id(), customer).invitation();
        refuse("reminder:" + invitation + ":1", invitation.value());

        clock.advance(Duration.ofDays(6));
        jobs.runDue();

        mailbox.await(vendor.email(), "delivery-failed");
        assertThat(activity.timeline(vendor.id(), customer, Locale.ENGLISH))
                .anyMatch(entry -> entry.type().equals("DELIVERY_FAILED"));
        clock.advance(Duration.ofDays(4));
        jobs.runDue();
        assertThat(mailbox.to(vendor.email(), "delivery-failed")).hasSize(1);
    }

    @Test
    void withoutATokenForTheMailServerThereIsNoCallForBounces() throws Exception {
        assertThat(mvc.perform(post("/api/v1/bounces")
                                .header(HttpHeaders.AUTHORIZATION, "Bearer ")
                                .contentType("message/rfc822")
                                .content("From: a@b.example"))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(404);
    }

    private CustomerId invite(String email) {
        return people.invite(vendor, "Borg Inc", email);
    }

    /** As after the last attempt of the job. */
    private void giveUp(CustomerId customer, String element) {
        management.setJobRetries(job(customer, element).getId(), 0);
    }

    private Job job(CustomerId customer, String element) {
        var instance = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(customer.toString())
                .singleResult();
        return management
                .createJobQuery()
                .processInstanceId(instance.getId())
                .activityId(element)
                .singleResult();
    }

    /** As if the mail server had refused this email for good. */
    private void refuse(String key, UUID invitation) {
        jdbc.sql("""
                        insert into sent_mail (id, mail_key, kind, recipient, invitation_id, language, message_id, state,
                            refusal, created_at)
                        values (:id, :key, 'reminder', 'gone@delivery.example', :invitation, 'en', :key, 'FAILED',
                            '550 gone', now())""")
                .param("id", UUID.randomUUID())
                .param("key", key)
                .param("invitation", invitation)
                .update();
    }
}
