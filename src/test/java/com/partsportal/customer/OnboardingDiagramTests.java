package com.partsportal.customer;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.customer.OnboardingDiagram.Position;
import com.partsportal.invitation.InvitationAnswers;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.TestVendor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;

/** What the live diagram shows as passed, with the few milestones that the history keeps. */
@PortalTest
class OnboardingDiagramTests {

    @Autowired
    OnboardingDiagram diagram;

    @Autowired
    InvitationAnswers invitations;

    @Autowired
    Jobs jobs;

    Onboarding onboarding;
    TestVendor vendor;

    @Autowired
    void compose(AutowireCapableBeanFactory beans) {
        onboarding = beans.createBean(Onboarding.class);
    }

    @BeforeEach
    void openVendor() {
        vendor = onboarding.vendor("Acme Machining");
    }

    @Test
    void showsTheWholeWayToTheHandOver() {
        var customer = onboarding.invited(vendor, "Borg Inc", "borg@diagram.example");
        assertThat(position(customer).active()).containsExactly("sendInvitation");
        assertThat(position(customer).passed()).containsExactlyInAnyOrder("customerInvited", "invitationIssued");

        jobs.runDue(customer.value());
        assertThat(position(customer).active()).containsExactly("reminderDue");
        assertThat(position(customer).passed())
                .containsExactlyInAnyOrder(
                        "customerInvited",
                        "invitationIssued",
                        "sendInvitation",
                        "anotherReminderJoin",
                        "anotherReminder");

        onboarding.accept(onboarding.invitation(vendor, customer));
        jobs.runDue(customer.value());
        assertThat(position(customer).active()).isEmpty();
        assertThat(position(customer).passed())
                .containsExactlyInAnyOrder(
                        "customerInvited",
                        "invitationIssued",
                        "sendInvitation",
                        "anotherReminderJoin",
                        "anotherReminder",
                        "invitationAccepted",
                        "loginExistsAlready",
                        "createAccount",
                        "sendWelcomeJoin",
                        "sendWelcome",
                        "tellInviterOfAcceptance",
                        "handedOverToCustomer");
    }

    @Test
    void showsADeclineBeforeTheMailWasSent() {
        var customer = onboarding.invited(vendor, "Cyberdyne", "cyberdyne@diagram.example");

        invitations.decline(onboarding.invitation(vendor, customer), null);

        assertThat(position(customer).passed())
                .containsExactlyInAnyOrder("customerInvited", "invitationDeclined", "tellInviterOfDecline", "declined");
    }

    private Position position(CustomerId customer) {
        return diagram.position(customer).orElseThrow();
    }
}
