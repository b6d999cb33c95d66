package com.partsportal.webhook;

import java.util.UUID;

/** The process that delivers a webhook; implemented where the engine lives. */
public interface WebhookProcess {

    /** Starts {@code webhook-delivery} with the delivery's id as business key, in the caller's transaction. */
    void start(UUID delivery);
}
