package com.partsportal.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.partsportal.account.AddressUses;
import com.partsportal.account.Role;
import com.partsportal.mail.MailPreview;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.Tokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfficeHoursTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void thePortalsOwnSettingOfRemindersSwitchesThemOff() {
        var invited = Instant.parse("2026-12-02T10:00:00Z"); // a Wednesday
        var owner = mock(InvitationOwner.class);
        when(owner.kind()).thenReturn(InvitationKind.CONTACT);
        when(owner.officeHours(any())).thenReturn(Optional.of(BERLIN));
        InvitationPolicy policy = (kind, discount) ->
                new InvitationPolicy.InvitationTerms(List.of(Duration.ofDays(3)), Duration.ofDays(14));
        var wanted = NewInvitation.ofPerson(
                InvitationScope.contact(UUID.randomUUID(), null),
                new Invitee(new EmailAddress("kim@hours.example"), "Kim", Role.CUSTOMER_MANAGER),
                InvitationOptions.in(Locale.ENGLISH),
                null);

        var shipped = invitations(policy, new InvitationSettings(null, null), owner, invited);
        var own = invitations(policy, new InvitationSettings(null, List.of(Duration.ofDays(3))), owner, invited);

        assertThat(shipped.dates(wanted).remindersAt()).containsExactly(Instant.parse("2026-12-07T08:00:00Z"));
        assertThat(own.dates(wanted).remindersAt()).containsExactly(Instant.parse("2026-12-05T10:00:00Z"));
    }

    private static Invitations invitations(
            InvitationPolicy policy, InvitationSettings settings, InvitationOwner owner, Instant now) {
        return new Invitations(
                mock(InvitationRepository.class),
                mock(InvitationProcess.class),
                policy,
                settings,
                mock(InvitationMails.class),
                mock(MailPreview.class),
                mock(Tokens.class),
                Clock.fixed(now, ZoneOffset.UTC),
                mock(InvitationReader.class),
                mock(InvitationLimits.class),
                new InvitationOwners(List.of(owner)),
                mock(AddressUses.class));
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource({
        "2026-11-30T09:00:00Z, 2026-11-30T09:00:00Z", // Monday, ten o'clock in Berlin
        "2026-11-30T07:59:00Z, 2026-11-30T08:00:00Z", // before nine
        "2026-11-30T22:30:00Z, 2026-12-01T08:00:00Z", // night
        "2026-12-04T17:00:00Z, 2026-12-07T08:00:00Z", // Friday at six
        "2026-12-05T11:00:00Z, 2026-12-07T08:00:00Z", // Saturday
        "2026-03-27T20:00:00Z, 2026-03-30T07:00:00Z", // over the change to summer time
    })
    void aNightOrWeekendWaitsForNineOfTheNextWorkingDay(Instant due, Instant moved) {
        assertThat(OfficeHours.next(due, BERLIN)).isEqualTo(moved);
    }

    @Test
    void noReminderMovesToTheEndOrPastIt() {
        var invited = Instant.parse("2026-12-01T20:00:00Z");
        var dates = InvitationDates.from(invited, List.of(Duration.ofDays(1), Duration.ofDays(3)), Duration.ofDays(4));

        assertThat(dates.inOfficeHours(BERLIN).remindersAt())
                .containsExactly(Instant.parse("2026-12-03T08:00:00Z"), Instant.parse("2026-12-04T20:00:00Z"));
    }
}
