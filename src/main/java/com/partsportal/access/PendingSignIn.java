package com.partsportal.access;

import com.partsportal.account.AccountId;
import com.partsportal.account.Credentials;
import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in whose password was right and that still needs a second factor. Kept in a session that belongs to nobody yet: until
 * the second factor is given every page is closed, as for a stranger.
 *
 * @param passwordChangedAt of the password that was right: after another one the sign-in begins anew
 * @param setUp whether the second factor is set up now, rather than given
 * @param wanted where the person wanted to go
 */
record PendingSignIn(
        UUID account,
        @Nullable Instant passwordChangedAt,
        boolean setUp,
        Instant since,
        @Nullable String wanted) implements Serializable {

    /** How long a person may take. */
    static final Duration PATIENCE = Duration.ofMinutes(15);

    private static final String KEPT = "portal.pendingSignIn";

    static PendingSignIn of(Credentials checked, boolean setUp, Instant now, @Nullable String wanted) {
        return new PendingSignIn(checked.account().value(), checked.passwordChangedAt(), setUp, now, wanted);
    }

    AccountId accountId() {
        return new AccountId(account);
    }

    /** Whether these are still the credentials that were right. */
    boolean isOf(Credentials credentials) {
        return credentials.active() && Objects.equals(credentials.passwordChangedAt(), passwordChangedAt);
    }

    void keep(HttpServletRequest request) {
        request.getSession().setAttribute(KEPT, this);
    }

    /** The kept one, unless the person took too long. */
    static Optional<PendingSignIn> kept(HttpServletRequest request, Instant now) {
        var session = request.getSession(false);
        return session != null && session.getAttribute(KEPT) instanceof PendingSignIn pending
                ? Optional.of(pending).filter(it -> it.since().plus(PATIENCE).isAfter(now))
                : Optional.empty();
    }
}
