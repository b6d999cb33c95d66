package com.partsportal.invitation;

import com.partsportal.account.AccountId;
import com.partsportal.account.Role;
import com.partsportal.shared.EmailAddress;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An invitation as it stands, without its secrets.
 *
 * @param status as stored; a lapsed one is still {@code PENDING} until its timer ran, see {@link #hasLapsed}
 * @param deliveryWords what the mail server said when it refused the recipient
 * @param processKey business key of its process instance
 */
public record Invited(
        InvitationId id,
        InvitationKind kind,
        UUID processKey,
        @Nullable UUID vendorId,
        @Nullable UUID customerId,
        @Nullable UUID companyId,
        EmailAddress email,
        String invitedName,
        Role role,
        InvitationStatus status,
        DeliveryState delivery,
        @Nullable String deliveryWords,
        Locale language,
        @Nullable String note,
        @Nullable Integer validDays,
        @Nullable AccountId invitedBy,
        Instant invitedAt,
        InvitationDates dates,
        int remindersSent,
        boolean remindersStopped,
        @Nullable Instant endedAt,
        @Nullable String endReason) {

    public Instant expiresAt() {
        return dates.expiresAt();
    }

    /** Whether it is pending on paper only. */
    public boolean hasLapsed(Instant now) {
        return status == InvitationStatus.PENDING && !now.isBefore(expiresAt());
    }

    /** The status as everybody is shown it: a lapsed one counts as expired. */
    public InvitationStatus status(Instant now) {
        return hasLapsed(now) ? InvitationStatus.EXPIRED : status;
    }
}
