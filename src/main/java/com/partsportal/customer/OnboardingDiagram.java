package com.partsportal.customer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a customer's onboarding is in its process; implemented where the engine lives. */
public interface OnboardingDiagram {

    /** The newest instance, running or ended; empty for a customer that was never invited. */
    Optional<Position> position(CustomerId customer);

    /**
     * @param bpmnXml the model of the version that this instance runs on
     * @param active ids of the elements where it waits
     * @param passed ids of the elements that it has passed
     * @param failed ids of the elements with an incident
     */
    record Position(
            String bpmnXml,
            List<String> active,
            List<String> passed,
            List<String> failed,
            @Nullable Instant nextReminder,
            @Nullable Instant expiresAt) {}
}
