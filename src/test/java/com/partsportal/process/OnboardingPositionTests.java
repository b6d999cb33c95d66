package com.partsportal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;

import com.partsportal.account.Role;
import com.partsportal.customer.CustomerId;
import com.partsportal.customer.OnboardingDiagram;
import com.partsportal.customer.OnboardingDiagram.Position;
import com.partsportal.invitation.DeliveryState;
import com.partsportal.invitation.InvitationDates;
import com.partsportal.invitation.InvitationId;
import com.partsportal.invitation.InvitationKind;
import com.partsportal.invitation.InvitationOptions;
import com.partsportal.invitation.InvitationProcess;
import com.partsportal.invitation.InvitationScope;
import com.partsportal.invitation.InvitationSnapshot;
import com.partsportal.invitation.InvitationStatus;
import com.partsportal.invitation.Invitee;
import com.partsportal.mail.DeliveryResult;
import com.partsportal.mail.MailFailures;
import com.partsportal.shared.EmailAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@EngineTest
class OnboardingPositionTests extends ProcessPaths {

    @Autowired
    InvitationProcess process;

    @Autowired
    OnboardingDiagram diagram;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final InvitationDates dates =
            new InvitationDates(List.of(now.plus(Duration.ofDays(3))), now.plus(Duration.ofDays(14)));

    @Test
    void isUnknownForACustomerThatWasNeverInvited() {
        assertThat(diagram.position(new CustomerId(key))).isEmpty();
    }

    @Test
    void followsTheInstanceFromTheMailToTheHandOver() {
        when(invitations.send(any())).thenReturn(DeliveryResult.SENT);
        start();
        rowSays(InvitationStatus.PENDING, DeliveryState.QUEUED);
        assertThat(position().active()).containsExactly("sendInvitation");
        assertThat(position().passed()).containsExactlyInAnyOrder("customerInvited", "invitationIssued");
        assertThat(position().nextReminder()).isNull();
        assertThat(position().expiresAt()).isEqualTo(dates.expiresAt());
        assertThat(position().bpmnXml()).contains("<bpmn:process id=\"customer-onboarding\"");

        runJobs(instanceOf("customer-onboarding"));
        rowSays(InvitationStatus.PENDING, DeliveryState.SENT);
        assertThat(position().active()).containsExactly("reminderDue");
        assertThat(position().passed()).contains("sendInvitation", "anotherReminder");
        assertThat(position().nextReminder()).isEqualTo(dates.remindersAt().get(0));

        process.accepted(InvitationKind.CONTACT, key, false);
        rowSays(InvitationStatus.ACCEPTED, DeliveryState.SENT);
        assertThat(position().active()).containsExactly("sendWelcome");
        assertThat(position().passed())
                .contains("invitationAccepted", "createAccount")
                .doesNotContain("reminderDue", "invitationOpen");
        assertThat(position().expiresAt()).isNull();

        runJobs(instanceOf("customer-onboarding"));
        assertThat(position().active()).isEmpty();
        assertThat(position().passed()).contains("handedOverToCustomer");
    }

    @Test
    void takesTheDatesFromTheRowWhateverTheEngineSays() {
        when(invitations.send(any())).thenReturn(DeliveryResult.SENT);
        start();
        runJobs(instanceOf("customer-onboarding"));
        rowSays(InvitationStatus.PENDING, DeliveryState.SENT);
        management
                .createJobQuery()
                .processInstanceId(instanceOf("customer-onboarding").getId())
                .list()
                .stream()
                .forEach(job -> management.setJobDuedate(job.getId(), Date.from(now.plus(Duration.ofDays(90)))));

        assertThat(position().nextReminder()).isEqualTo(dates.remindersAt().get(0));
        assertThat(position().expiresAt()).isEqualTo(dates.expiresAt());
    }

    @Test
    void showsAnIncident() {
        when(invitations.send(any())).thenThrow(MailFailures.permanent("mail-answer-535"));
        start();

        runFailingJob(instanceOf("customer-onboarding"), "sendInvitation");

        assertThat(position().active()).containsExactly("sendInvitation");
        assertThat(position().failed()).containsExactly("sendInvitation");
    }

    @Test
    void followsTheNewestInstance() {
        start();
        process.declined(InvitationKind.CONTACT, key);
        assertThat(position().passed()).contains("declined");
        moveClockTo(now.plusSeconds(5));

        start();

        assertThat(position().active()).containsExactly("sendInvitation");
        assertThat(position().passed()).doesNotContain("declined");
    }

    private void start() {
        process.start(InvitationKind.CONTACT, key, new InvitationId(UUID.randomUUID()), dates);
    }

    private void rowSays(InvitationStatus status, DeliveryState delivery) {
        when(invitationService.newestOf(key))
                .thenReturn(Optional.of(new InvitationSnapshot(
                        new InvitationId(UUID.randomUUID()),
                        key,
                        InvitationScope.contact(new UUID(0, 1), key),
                        new Invitee(new EmailAddress("ada@borg.example"), "Borg", Role.CUSTOMER_MANAGER),
                        InvitationOptions.in(Locale.ENGLISH),
                        null,
                        now,
                        dates,
                        new InvitationSnapshot.Progress(status, delivery, null, null, 0, false, null, null))));
    }

    private Position position() {
        return diagram.position(new CustomerId(key)).orElseThrow();
    }
}
