package com.partsportal.invitation;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** Decides when to remind and when to end; the decision table {@code invitation-policy}. */
public interface InvitationPolicy {

    /** @param discountPercent of the customer's ranking; 0 for people who have none */
    InvitationTerms decide(InvitationKind kind, BigDecimal discountPercent);

    /** Durations since the moment of inviting. */
    record InvitationTerms(List<Duration> remindAfter, Duration expiresAfter) {}
}
