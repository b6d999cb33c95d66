package com.partsportal.insight;

import java.time.Instant;
import java.util.UUID;

/** What a repair does to the engine besides starting instances; implemented where the engine lives. In the caller's transaction. */
public interface EngineRepair {

    /** Ends a running instance, with this reason in its history; nothing happens when it has ended. */
    void end(String instance, String reason);

    /** Lets a job that has no retries left be tried again, at once; nothing happens when it is gone. */
    void retry(String job);

    /** Moves the timer of the next reminder of an invitation's instance. */
    void moveReminder(String instance, Instant at);

    /** Starts the delivery of a webhook that waits. */
    void deliverWebhook(UUID delivery);
}
