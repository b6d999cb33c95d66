package com.partsportal.invitation;

import com.partsportal.account.AccountId;
import com.partsportal.account.Role;
import com.partsportal.shared.EmailAddress;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An invitation as its row is at one moment, without its secrets. The methods read through to its parts.
 *
 * @param processKey business key of its process instance
 * @param invitedBy null: the portal itself
 */
public record InvitationSnapshot(
        InvitationId id,
        UUID processKey,
        InvitationScope scope,
        Invitee invitee,
        InvitationOptions options,
        @Nullable AccountId invitedBy,
        Instant invitedAt,
        InvitationDates dates,
        Progress progress) {

    /**
     * What became of it.
     *
     * @param status as stored; a lapsed one is still {@code PENDING} until its timer ran, see {@link #hasLapsed}
     * @param deliveryFailure why it is {@code FAILED}; null for anything else
     * @param deliveryReason what the mail server said when it refused the recipient, or when the email came back
     * @param endReason what the person or the inviting side said when it ended
     */
    public record Progress(
            InvitationStatus status,
            DeliveryState delivery,
            @Nullable DeliveryFailure deliveryFailure,
            @Nullable String deliveryReason,
            int remindersSent,
            boolean remindersStopped,
            @Nullable Instant endedAt,
            @Nullable String endReason) {}

    /** See {@link InvitationScope#kind}. */
    public InvitationKind kind() {
        return scope.kind();
    }

    /** The inviting vendor; null for a company's invitation. */
    public @Nullable UUID vendorId() {
        return scope.vendorId();
    }

    /** The customer whose primary contact is invited; null for other kinds. */
    public @Nullable UUID customerId() {
        return scope.customerId();
    }

    /** The inviting company; null for a vendor's invitation. */
    public @Nullable UUID companyId() {
        return scope.companyId();
    }

    /** Where it was sent; a later change of the login leaves it as it is. */
    public EmailAddress email() {
        return invitee.email();
    }

    /** The company of a contact, the person's name of the others. */
    public String invitedName() {
        return invitee.name();
    }

    /** What the invited person becomes by accepting. */
    public Role role() {
        return invitee.role();
    }

    /** Of its emails and its page, as the inviting side chose. */
    public Locale language() {
        return options.language();
    }

    /** As stored, see {@link #status(Instant)}. */
    public InvitationStatus status() {
        return progress.status();
    }

    /** How far its email has come. */
    public DeliveryState delivery() {
        return progress.delivery();
    }

    /** What the mail server said, see {@link Progress}; null unless the delivery failed. */
    public @Nullable String deliveryReason() {
        return progress.deliveryReason();
    }

    /** Whether the inviting side wants no more reminders. */
    public boolean remindersStopped() {
        return progress.remindersStopped();
    }

    /** From when it can no longer be accepted. */
    public Instant expiresAt() {
        return dates.expiresAt();
    }

    /** Whether its time is over although it is stored as pending. */
    public boolean hasLapsed(Instant now) {
        return status() == InvitationStatus.PENDING && !now.isBefore(expiresAt());
    }

    /** The status that everybody is shown: a lapsed one counts as expired. */
    public InvitationStatus status(Instant now) {
        return hasLapsed(now) ? InvitationStatus.EXPIRED : status();
    }
}
