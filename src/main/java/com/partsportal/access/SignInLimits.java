package com.partsportal.access;

import com.partsportal.shared.Limit;
import com.partsportal.shared.Limits;
import com.partsportal.shared.RateLimits;
import com.partsportal.shared.TooManyRequests;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/**
 * How often a password may be wrong: by one client for one login, by one client for all logins, and by all clients for
 * one login. The first two refuse. The last one only slows, so that strangers cannot lock anybody out: sign-ins with
 * that login wait for each other, but for those from a network where it signed in before.
 */
@Component
class SignInLimits {

    /** The longest wait of a slowed sign-in; beyond that it is refused and may be tried again. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

    /** How many slowed sign-ins of all logins may wait on this node. */
    private static final int WAITING = 20;

    private final RateLimits rateLimits;
    private final Limits limits;
    private final Limit slow;
    private final Limit remembered;
    private final Semaphore waiting = new Semaphore(WAITING);

    SignInLimits(RateLimits rateLimits, Limits limits) {
        this.rateLimits = rateLimits;
        this.limits = limits;
        this.slow = new Limit(1, limits.signInPause());
        this.remembered = new Limit(1, limits.networkRemembered());
    }

    /** Whether too many others have failed with this login, so that a sign-in with it has to wait. */
    boolean isSlow(String login, String client) {
        return rateLimits.isReached(ofAccount(login), limits.signInFailuresOfAccount())
                && !rateLimits.isCounted(knownNetwork(login, client), remembered);
    }

    /**
     * Waits for the slowed sign-ins before with this login. Not to be called with a place for hashing.
     *
     * @throws TooManyRequests when too many wait already
     */
    void waitForOthers(String login) {
        if (!waiting.tryAcquire()) {
            throw new TooManyRequests("sign-in-slow", LONGEST_WAIT);
        }
        try {
            rateLimits.takeWithin(LONGEST_WAIT, "sign-in-slow:" + login, slow);
        } finally {
            waiting.release();
        }
    }

    /**
     * Counts an attempt as if it would fail, so that attempts made at once cannot overrun the limit.
     *
     * @throws TooManyRequests after too many failures
     */
    void attempt(String login, String client) {
        rateLimits.check(ofClient(client), limits.signInFailuresOfClient());
        rateLimits.take(ofBoth(login, client), limits.signInFailures());
    }

    /** The attempt was no failure, or came to no end: it does not count. */
    void takeBack(String login, String client) {
        rateLimits.refund(ofBoth(login, client), limits.signInFailures());
    }

    /** The attempt succeeded: its network is one of this login's own. */
    void succeeded(String login, String client) {
        var network = knownNetwork(login, client);
        if (!rateLimits.isCounted(network, remembered)) {
            rateLimits.tryTake(network, remembered);
        }
    }

    /** The attempt failed. */
    void failed(String login, String client) {
        rateLimits.tryTake(ofClient(client), limits.signInFailuresOfClient());
        rateLimits.tryTake(ofAccount(login), limits.signInFailuresOfAccount());
    }

    private static String ofBoth(String login, String client) {
        return "sign-in:" + client + ":" + login;
    }

    private static String ofClient(String client) {
        return "sign-in-client:" + client;
    }

    private static String ofAccount(String login) {
        return "sign-in-account:" + login;
    }

    private static String knownNetwork(String login, String client) {
        return "sign-in-known:" + client + ":" + login;
    }
}
