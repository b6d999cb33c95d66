package com.partsportal.access;

import com.partsportal.account.Credentials;
import com.partsportal.account.PasskeyChallenge;
import com.partsportal.account.Passkeys;
import com.partsportal.shared.RateLimits;
import com.partsportal.shared.RateLimits.Limit;
import com.partsportal.shared.Times;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Checks what a device signed. Failures count per client: whose passkey it would have been nobody knows. */
@Component
class PasskeyLogin {

    private static final Limit FAILURES = new Limit(10, Duration.ofMinutes(15));
    private static final Limit CHALLENGES = new Limit(60, Duration.ofMinutes(1));

    private final Passkeys passkeys;
    private final RateLimits limits;
    private final Clock clock;

    PasskeyLogin(Passkeys passkeys, RateLimits limits, Clock clock) {
        this.passkeys = passkeys;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * What the browser asks its device for, as JSON; the session keeps the challenge.
     *
     * @throws com.partsportal.shared.TooManyRequests when one client asks too often
     */
    String begin(HttpServletRequest request) {
        limits.take("passkey-challenge:" + request.getRemoteAddr(), CHALLENGES);
        var challenge = new PasskeyChallenge(passkeys.challenge(), "", Times.now(clock));
        challenge.keep(request);
        return passkeys.requestOptions(challenge.value());
    }

    /**
     * The login, when it is active and its device signed the challenge of this session, which counts once.
     *
     * @throws com.partsportal.shared.TooManyRequests after too many failures, before anything is verified
     */
    Optional<Credentials> check(String answer, HttpServletRequest request) {
        var key = "passkey-sign-in:" + request.getRemoteAddr();
        limits.check(key, FAILURES);
        var credentials = PasskeyChallenge.take(request, Times.now(clock))
                .filter(challenge -> challenge.name().isEmpty())
                .flatMap(challenge -> passkeys.authenticate(challenge.value(), answer))
                .filter(Credentials::active);
        if (credentials.isEmpty()) {
            limits.tryTake(key, FAILURES);
        }
        return credentials;
    }
}
