package com.partsportal.emailchange;

import com.partsportal.account.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the process around a request is told; implemented where the engine lives. Every method works in the caller's
 * transaction, after the row was locked there: what the process does not wait for just now it finds in the row later.
 */
public interface EmailChangeProcess {

    void start(EmailChangeId id, boolean signedIn, Instant remindAt, Instant expiresAt);

    /** @param loginConcerned whether a login has the current address, and no other request of it is open */
    void newAddressConfirmed(EmailChangeId id, boolean loginConcerned);

    void oldAddressConfirmed(EmailChangeId id);

    void evidenceGiven(EmailChangeId id);

    void questionAnswered(EmailChangeId id);

    void cancelled(EmailChangeId id);

    void disputed(EmailChangeId id);

    /** Moves the timer of the expiry. */
    void expiresAt(EmailChangeId id, Instant at);

    /**
     * Completes the task that is open, as this agent, with what a form would submit.
     *
     * @throws com.partsportal.shared.Refused {@code wrong-state} when no task of an agent is open
     */
    void decide(EmailChangeId id, AccountId agent, String decision, @Nullable String comment);
}
