package com.partsportal.invitation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When an invitation reminds and ends.
 *
 * @param remindersAt ascending, all before {@code expiresAt}
 */
public record InvitationDates(List<Instant> remindersAt, Instant expiresAt) {

    public InvitationDates {
        remindersAt = List.copyOf(remindersAt);
    }

    /** Counted from the moment of inviting; reminders at or after the end are dropped. */
    static InvitationDates from(Instant invitedAt, List<Duration> remindAfter, Duration expiresAfter) {
        var expiresAt = invitedAt.plus(expiresAfter);
        var reminders = remindAfter.stream()
                .filter(after -> !after.isNegative() && !after.isZero())
                .map(invitedAt::plus)
                .filter(at -> at.isBefore(expiresAt))
                .distinct()
                .sorted()
                .toList();
        return new InvitationDates(reminders, expiresAt);
    }

    /** The reminder after {@code sent} others. */
    public Optional<Instant> reminder(int sent) {
        return sent < remindersAt.size() ? Optional.of(remindersAt.get(sent)) : Optional.empty();
    }
}
