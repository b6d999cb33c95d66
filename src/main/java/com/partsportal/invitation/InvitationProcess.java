package com.partsportal.invitation;

import com.partsportal.account.AccountId;
import java.time.Instant;
import java.util.UUID;

/**
 * What the process around an invitation is notified of; implemented where the engine lives. {@link InvitationKind#CONTACT}
 * runs {@code customer-onboarding}, the others {@code user-invitation}. Every method works in the caller's
 * transaction; a lost race is a {@link org.springframework.dao.ConcurrencyFailureException}.
 */
public interface InvitationProcess {

    /**
     * Starts an instance with its first invitation.
     *
     * @param processKey the business key, which stays the same when the invitation is sent again
     * @param dates when reminders and the expiry are due
     */
    void start(InvitationKind kind, UUID processKey, InvitationId invitation, InvitationDates dates);

    /**
     * Runs the step that creates or links the account before it returns.
     *
     * @return the account that the step created or linked
     * @throws ProcessNotReady when no instance can take the message now, for example a suspended one
     */
    AccountId accepted(InvitationKind kind, UUID processKey, boolean loginExists);

    /** The invited person said no; the instance notifies the inviter and ends. */
    void declined(InvitationKind kind, UUID processKey);

    /** The inviting side withdrew it; the instance notifies the invited person where that is wanted, and ends. */
    void revoked(InvitationKind kind, UUID processKey);

    /**
     * A newer invitation takes the place of the open one: the instance sends it and begins again.
     *
     * @param next the newer one
     * @param dates of the newer one
     */
    void resent(InvitationKind kind, UUID processKey, InvitationId next, InvitationDates dates);

    /** Moves the expiry of an open invitation. */
    void extended(InvitationKind kind, UUID processKey, Instant expiresAt);

    /** Takes the expiry now, for an invitation that lapsed before its timer ran. */
    void expire(InvitationKind kind, UUID processKey);
}
