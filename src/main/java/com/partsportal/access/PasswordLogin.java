package com.partsportal.access;

import com.partsportal.account.Accounts;
import com.partsportal.account.Credentials;
import com.partsportal.account.Passwords;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.RateLimits;
import com.partsportal.shared.RateLimits.Limit;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Checks an address and a password. Only failures count, per address and client, so that a stranger cannot lock
 * somebody out; an unknown address counts and costs the same as a known one.
 */
@Component
class PasswordLogin {

    private static final Limit FAILURES = new Limit(10, Duration.ofMinutes(15));

    private final Accounts accounts;
    private final Passwords passwords;
    private final RateLimits limits;

    PasswordLogin(Accounts accounts, Passwords passwords, RateLimits limits) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.limits = limits;
    }

    /**
     * The login, when it is active and this is its password.
     *
     * @param client where the request comes from
     * @throws com.partsportal.shared.TooManyRequests after too many failures, before anything is hashed
     */
    Optional<Credentials> check(String email, String password, String client) {
        var key = key(email, client);
        var credentials = EmailAddress.isValid(email)
                ? accounts.credentials(new EmailAddress(email)).filter(Credentials::active)
                : Optional.<Credentials>empty();
        var hash = credentials.map(Credentials::passwordHash).orElse(null);
        if (passwords.matches(password, hash, () -> limits.check(key, FAILURES))) {
            return credentials;
        }
        limits.tryTake(key, FAILURES);
        return Optional.empty();
    }

    private static String key(String email, String client) {
        var login = EmailAddress.isValid(email)
                ? new EmailAddress(email).value()
                : email.strip().toLowerCase(Locale.ROOT);
        return "sign-in:" + client + ":" + login;
    }
}
