package com.partsportal.bench;

import com.partsportal.invitation.InvitationDates;
import com.partsportal.invitation.InvitationId;
import com.partsportal.invitation.InvitationKind;
import com.partsportal.invitation.InvitationProcess;
import java.time.Instant;
import java.util.UUID;

/** A peer of the portal's process: only what is measured. */
abstract class OnboardingOnly implements InvitationProcess {

    @Override
    public void declined(InvitationKind kind, UUID processKey) {
        throw notMeasured();
    }

    @Override
    public void revoked(InvitationKind kind, UUID processKey) {
        throw notMeasured();
    }

    @Override
    public void resent(InvitationKind kind, UUID processKey, InvitationId next, InvitationDates dates) {
        throw notMeasured();
    }

    @Override
    public void extended(InvitationKind kind, UUID processKey, Instant expiresAt) {
        throw notMeasured();
    }

    @Override
    public void expire(InvitationKind kind, UUID processKey) {
        throw notMeasured();
    }

    private static IllegalStateException notMeasured() {
        return new IllegalStateException("the benchmark does not measure this");
    }
}
