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

    void start(InvitationKind kind, UUID processKey, InvitationId invitation, InvitationDates dates);

    /**
     * Runs the step that creates or links the account before it returns.
     *
     * @return the account that the step created or linked
     * @throws ProcessNotReady when no instance can take the message now, for example a suspended one
     */
    AccountId accepted(InvitationKind kind, UUID processKey, boolean loginExists);

    void declined(InvitationKind kind, UUID processKey);

    void revoked(InvitationKind kind, UUID processKey);

    void resent(InvitationKind kind, UUID processKey, InvitationId next, InvitationDates dates);

    /** Moves the expiry of an open invitation. */
    void extended(InvitationKind kind, UUID processKey, Instant expiresAt);

    /** Takes the expiry now, for an invitation that lapsed before its timer ran. */
    void expire(InvitationKind kind, UUID processKey);
}
