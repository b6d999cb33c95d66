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

    /**
     * Starts the instance of a new request; its business key is the id.
     *
     * @param signedIn whether the owner of the login requested it while signed in, which proves the login
     * @param remindAt when the reminder is due, before {@code expiresAt}
     */
    void start(EmailChangeId id, boolean signedIn, Instant remindAt, Instant expiresAt);

    /**
     * @param loginConcerned whether a login has the current address, and no other request of it is open
     * @param answerAt when the requester gets an answer though no agent sees the request; null when one does
     */
    void newAddressConfirmed(EmailChangeId id, boolean loginConcerned, @Nullable Instant answerAt);

    /** The old mailbox has agreed: no second agent and no waiting time is needed any more. */
    void oldAddressConfirmed(EmailChangeId id);

    /** Another manager of the company has confirmed that they know of the request. */
    void evidenceGiven(EmailChangeId id);

    /** The requester has answered the agent's question, who gets the task again. */
    void questionAnswered(EmailChangeId id);

    /** The requester has withdrawn it; the instance ends. */
    void cancelled(EmailChangeId id);

    /** The old mailbox says that it knows of no request; the instance ends with a case of takeover for support. */
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
