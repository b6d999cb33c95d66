package com.partsportal.access;

import com.partsportal.account.Credentials;
import com.partsportal.account.PasskeyChallenge;
import com.partsportal.account.Passkeys;
import com.partsportal.account.SignInFailures;
import com.partsportal.account.SingleSignOnRequired;
import com.partsportal.account.SingleSignOnSettings;
import com.partsportal.shared.ClientNetwork;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.Limits;
import com.partsportal.shared.RateLimits;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Checks what a device signed. Failures count per client: whose passkey it would have been nobody knows. */
@Component
class PasskeyLogin {

    private final Passkeys passkeys;
    private final RateLimits rateLimits;
    private final Limits limits;
    private final SignInFailures failures;
    private final SingleSignOnSettings singleSignOn;
    private final Clock clock;

    PasskeyLogin(
            Passkeys passkeys,
            RateLimits rateLimits,
            Limits limits,
            SignInFailures failures,
            SingleSignOnSettings singleSignOn,
            Clock clock) {
        this.passkeys = passkeys;
        this.rateLimits = rateLimits;
        this.limits = limits;
        this.failures = failures;
        this.singleSignOn = singleSignOn;
        this.clock = clock;
    }

    /**
     * The options of {@code navigator.credentials.get}, as JSON; the session keeps the challenge.
     *
     * @throws com.partsportal.shared.TooManyRequests when one client requests too many
     */
    String begin(HttpServletRequest request) {
        rateLimits.take(
                "passkey-challenge:" + ClientNetwork.counted(request.getRemoteAddr()), limits.passkeyChallenges());
        var challenge = new PasskeyChallenge(passkeys.challenge(), "", DatabaseTime.now(clock));
        challenge.keep(request);
        return passkeys.requestOptions(challenge.value());
    }

    /**
     * The login, when it is active and its device signed the challenge of this session, which counts once.
     *
     * @throws com.partsportal.shared.TooManyRequests after too many failures, before anything is verified
     * @throws SingleSignOnRequired when it is a passkey of staff that signs in elsewhere
     */
    Optional<Credentials> check(String answer, HttpServletRequest request) {
        var key = "passkey-failures:" + ClientNetwork.counted(request.getRemoteAddr());
        rateLimits.check(key, limits.passkeyFailures());
        var credentials = PasskeyChallenge.take(request, DatabaseTime.now(clock))
                .filter(challenge -> challenge.name().isEmpty())
                .flatMap(challenge -> passkeys.authenticate(challenge.value(), answer))
                .filter(Credentials::active);
        if (credentials.isEmpty()) {
            rateLimits.tryTake(key, limits.passkeyFailures());
            failures.count(SignInFailures.Method.PASSKEY, null);
        } else if (singleSignOn.appliesTo(credentials.get().staff())) {
            failures.count(SignInFailures.Method.PASSKEY, credentials.get().account(), "single-sign-on-required");
            throw new SingleSignOnRequired();
        }
        return credentials;
    }
}
