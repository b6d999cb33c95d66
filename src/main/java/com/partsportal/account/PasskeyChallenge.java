package com.partsportal.account;

import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;

/**
 * What a device is asked to sign, kept in the session until its answer comes.
 *
 * @param name of the passkey that is made with it; empty for a sign-in
 */
public record PasskeyChallenge(String value, String name, Instant askedAt) implements Serializable {

    private static final String KEPT = "portal.passkeyChallenge";

    /** Keeps it in place of an earlier one; a session begins where there is none. */
    public void keep(HttpServletRequest request) {
        request.getSession().setAttribute(KEPT, this);
    }

    /** The kept one, unless the device took too long. */
    public static Optional<PasskeyChallenge> kept(HttpServletRequest request, Instant now) {
        var session = request.getSession(false);
        return session != null && session.getAttribute(KEPT) instanceof PasskeyChallenge challenge
                ? Optional.of(challenge)
                        .filter(it -> it.askedAt().plus(Passkeys.PATIENCE).isAfter(now))
                : Optional.empty();
    }

    /** The kept one, which is gone with that: it is answered once. */
    public static Optional<PasskeyChallenge> take(HttpServletRequest request, Instant now) {
        var kept = kept(request, now);
        var session = request.getSession(false);
        if (session != null) {
            session.removeAttribute(KEPT);
        }
        return kept;
    }
}
