package com.partsportal.emailchange;

import com.partsportal.account.AccountId;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Notifies the process around a request; implemented where the engine lives. Every method works in the caller's
 * transaction, after the row was locked there: what the process does not wait for now it finds in the row later.
 */
public interface EmailChangeProcess {

    void start(EmailChangeId id, boolean signedIn, Instant remindAt, Instant expiresAt);

    /**
     * @param loginConcerned whether a login has the current address, and no other request of it is open
     * @param answerAt when the requester gets an answer though no agent sees the request; null when one does
     */
    void newAddressConfirmed(EmailChangeId id, boolean loginConcerned, @Nullable Instant answerAt);

    void oldAddressConfirmed(EmailChangeId id);

    void evidenceGiven(EmailChangeId id);

    void questionAnswered(EmailChangeId id);

    void cancelled(EmailChangeId id);

    void disputed(EmailChangeId id);

    /** Shows these facts with the task of an agent, if one is open. */
    void showFacts(EmailChangeId id, Supplier<ReviewFacts> facts);

    /** Moves the timer of the expiry. */
    void expiresAt(EmailChangeId id, Instant at);

    /**
     * Completes the task that is open, as this agent, with what a form would submit.
     *
     * @param silentReason of the first approval: why nobody can answer at the old address
     * @throws com.partsportal.shared.Refused {@code wrong-state} when no task of an agent is open
     */
    void decide(
            EmailChangeId id,
            AccountId agent,
            String decision,
            @Nullable String comment,
            @Nullable String silentReason);
}
