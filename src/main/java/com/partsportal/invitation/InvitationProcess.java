package com.partsportal.invitation;

import java.util.UUID;

/**
 * What the process around an invitation is told; implemented where the engine lives. {@link InvitationKind#CONTACT}
 * runs {@code customer-onboarding}, the others {@code user-invitation}. Every method works in the caller's
 * transaction; a lost race is a {@link org.springframework.dao.ConcurrencyFailureException}.
 */
public interface InvitationProcess {

    void start(InvitationKind kind, UUID processKey, InvitationId invitation, InvitationDates dates);

    /**
     * Runs the step that creates or links the account before it returns.
     *
     * @throws ProcessNotReady when no instance can take the message now, for example a suspended one
     */
    void accepted(InvitationKind kind, UUID processKey, boolean loginExists);

    void declined(InvitationKind kind, UUID processKey);

    void revoked(InvitationKind kind, UUID processKey);

    void resent(InvitationKind kind, UUID processKey, InvitationId next, InvitationDates dates);

    /** Takes the expiry now, for an invitation that lapsed before its timer ran. */
    void expire(InvitationKind kind, UUID processKey);
}
