package com.partsportal.invitation;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When an invitation reminds and ends.
 *
 * @param remindersAt ascending, all before {@code expiresAt}
 */
public record InvitationDates(List<Instant> remindersAt, Instant expiresAt) {

    /** A reminder that is no later than this is sent, even if the next one is due. */
    private static final Duration IN_TIME = Duration.ofHours(1);

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

    /** With reminders in office hours; one that would have to wait until the end keeps its time. */
    InvitationDates inOfficeHours(ZoneId zone) {
        var moved = remindersAt.stream()
                .map(at -> {
                    var later = OfficeHours.next(at, zone);
                    return later.isBefore(expiresAt) ? later : at;
                })
                .distinct()
                .sorted()
                .toList();
        return new InvitationDates(moved, expiresAt);
    }

    /**
     * Without reminders that nobody sent in time, such as in an outage, when a later one is due as well and replaces
     * them: a person gets one mail then, not all of them at once.
     *
     * @param sent how many went out before
     */
    InvitationDates withoutOvertaken(int sent, Instant now) {
        var kept = new ArrayList<>(remindersAt);
        while (kept.size() > sent + 1
                && !kept.get(sent).plus(IN_TIME).isAfter(now)
                && !kept.get(sent + 1).isAfter(now)) {
            kept.remove(sent);
        }
        return new InvitationDates(kept, expiresAt);
    }

    /** The reminder after {@code sent} others. */
    public Optional<Instant> reminder(int sent) {
        return sent < remindersAt.size() ? Optional.of(remindersAt.get(sent)) : Optional.empty();
    }
}
