package com.partsportal.demo;

import com.partsportal.account.AccountId;
import com.partsportal.vendor.VendorId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One customer's story, as it is written into the tables.
 *
 * @param contact the login of the primary contact; null unless accepted
 * @param invitedAt null for a draft
 * @param endedAt when the invitation was answered, withdrawn or ran out; null for drafts and open invitations
 * @param reason why it was declined or revoked
 */
record DemoCustomer(
        UUID id,
        UUID invitation,
        VendorId vendor,
        CustomerEnd end,
        String company,
        @Nullable UUID companyId,
        String person,
        String email,
        @Nullable String phone,
        UUID ranking,
        String language,
        AccountId by,
        @Nullable AccountId contact,
        Instant createdAt,
        @Nullable Instant invitedAt,
        @Nullable Instant endedAt,
        @Nullable String reason,
        int parts) {

    /** As the decision table has it as shipped; the rows keep their dates whatever is decided later. */
    private static final List<Duration> REMIND_AFTER =
            List.of(Duration.ofDays(3), Duration.ofDays(7), Duration.ofDays(12));

    static final Duration EXPIRES_AFTER = Duration.ofDays(14);

    Optional<Instant> invited() {
        return Optional.ofNullable(invitedAt);
    }

    Instant expiresAt() {
        return invited().orElseThrow().plus(EXPIRES_AFTER);
    }

    List<Instant> reminders() {
        return invited().stream()
                .flatMap(at -> REMIND_AFTER.stream().map(at::plus))
                .toList();
    }

    Stream<Instant> remindersSent(Instant now) {
        var until = endedAt == null ? now : endedAt;
        return end == CustomerEnd.REFUSED
                ? Stream.empty()
                : reminders().stream().filter(at -> at.isBefore(until));
    }

    List<Instant> remindersLeft(Instant now) {
        return reminders().stream().filter(at -> !at.isBefore(now)).toList();
    }
}
