package com.partsportal.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.account.AccountId;
import com.partsportal.account.Role;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.Tokens;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.test.util.ReflectionTestUtils;

/** What an invitation keeps of its making and of its acceptance; without a database. */
class InvitationRowTests {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final Instant END = Instant.parse("2026-03-16T10:00:00Z");
    private static final UUID ID = UUID.randomUUID();
    private static final UUID KEY = UUID.randomUUID();
    private static final AccountId VERA = new AccountId(UUID.randomUUID());
    private static final InvitationDates DATES =
            new InvitationDates(List.of(NOW.plusSeconds(60), NOW.plusSeconds(120)), END);

    @Test
    void isPendingAndWaitsForItsEmail() {
        var wanted = wanted(VERA);
        var row = invitation(wanted, DATES).row();
        assertThat(row.id()).isEqualTo(new InvitationId(ID));
        assertThat(row.processKey()).isEqualTo(KEY);
        assertThat(row.scope()).isEqualTo(wanted.scope());
        assertThat(row.invitee()).isEqualTo(wanted.invitee());
        assertThat(row.options()).isEqualTo(wanted.options());
        assertThat(row.invitedBy()).isEqualTo(VERA);
        assertThat(row.invitedAt()).isEqualTo(NOW);
        assertThat(row.dates()).isEqualTo(DATES);
        assertThat(row.progress())
                .isEqualTo(new InvitationSnapshot.Progress(
                        InvitationStatus.PENDING, DeliveryState.QUEUED, null, null, 0, false, null, null));
        assertThat(invitation(wanted(null), DATES).row().invitedBy()).isNull();
    }

    @Test
    void noReminderIsNoReminder() {
        assertThat(Invitation.text(List.of())).isEmpty();
        assertThat(invitation(wanted(null), new InvitationDates(List.of(), END))
                        .dates()
                        .remindersAt())
                .isEmpty();
    }

    @Test
    void whatAPersonTypedIsForgottenOnceTheAccountIsThere() {
        var invitation = invitation(wanted(null), DATES);
        ReflectionTestUtils.setField(invitation, "acceptedName", "Kim");
        ReflectionTestUtils.setField(invitation, "acceptedPasswordHash", "hash");
        ReflectionTestUtils.setField(invitation, "acceptedTerms", "1");
        ReflectionTestUtils.setField(invitation, "acceptedCompanyId", KEY);
        assertThat(invitation.acceptedAccount()).isNull();
        assertThat(invitation.acceptedName()).isEqualTo("Kim");
        assertThat(invitation.acceptedPasswordHash()).isEqualTo("hash");

        invitation.completeAcceptance(VERA);

        assertThat(invitation.acceptedAccount()).isEqualTo(VERA);
        assertThat(invitation.acceptedName()).isNull();
        assertThat(invitation.acceptedPasswordHash()).isNull();
        assertThat(invitation.acceptedTerms()).isEqualTo("1");
        assertThat(invitation.acceptedCompanyId()).isEqualTo(KEY);
        assertThat(invitation.id()).isEqualTo(ID);
    }

    private static Invitation invitation(NewInvitation wanted, InvitationDates dates) {
        return new Invitation(
                ID, KEY, wanted, dates, NOW, new Tokens.Token("token", new byte[] {1}, "kid", new byte[] {2}));
    }

    private static NewInvitation wanted(@Nullable AccountId by) {
        return new NewInvitation(
                InvitationScope.contact(UUID.randomUUID(), UUID.randomUUID()),
                new Invitee(new EmailAddress("kim@borg.example"), "Borg", Role.CUSTOMER_MANAGER),
                new InvitationOptions(Locale.GERMAN, 7, "Hello"),
                BigDecimal.TEN,
                by,
                true);
    }

    @Test
    void aLapsedOneCountsAsExpiredBeforeItsTimerRan() {
        var wanted = wanted(VERA);
        var row = invitation(wanted, DATES).row();
        assertThat(row.hasLapsed(END.minusNanos(1))).isFalse();
        assertThat(row.hasLapsed(END)).isTrue();
        assertThat(row.status(END.minusNanos(1))).isEqualTo(InvitationStatus.PENDING);
        assertThat(row.status(END)).isEqualTo(InvitationStatus.EXPIRED);
        assertThat(row.kind()).isEqualTo(wanted.scope().kind());
        assertThat(row.vendorId()).isEqualTo(wanted.scope().vendorId());
        assertThat(row.customerId()).isEqualTo(wanted.scope().customerId());
        assertThat(row.companyId()).isEqualTo(wanted.scope().companyId());
        assertThat(row.email()).isEqualTo(wanted.invitee().email());
        assertThat(row.invitedName()).isEqualTo(wanted.invitee().name());
        assertThat(row.language()).isEqualTo(wanted.options().language());
        assertThat(row.remindersStopped()).isFalse();
        assertThat(row.deliveryReason()).isNull();

        var revoked = invitation(wanted, DATES);
        ReflectionTestUtils.setField(revoked, "status", InvitationStatus.REVOKED);
        ReflectionTestUtils.setField(revoked, "remindersStopped", true);
        ReflectionTestUtils.setField(revoked, "deliveryReason", "550 no such user");
        assertThat(revoked.row().hasLapsed(END)).isFalse();
        assertThat(revoked.row().status(END)).isEqualTo(InvitationStatus.REVOKED);
        assertThat(revoked.row().remindersStopped()).isTrue();
        assertThat(revoked.row().deliveryReason()).isEqualTo("550 no such user");
    }
}
