package com.partsportal.access;

import com.partsportal.account.Accounts;
import com.partsportal.account.Credentials;
import com.partsportal.account.Passwords;
import com.partsportal.account.SignInFailures;
import com.partsportal.account.SingleSignOnRequired;
import com.partsportal.account.SingleSignOnSettings;
import com.partsportal.shared.EmailAddress;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Checks an address and a password. Only failures count ({@link SignInLimits}); an unknown address counts and costs the
 * same as a known one.
 */
@Component
class PasswordLogin {

    private final Accounts accounts;
    private final Passwords passwords;
    private final SignInLimits limits;
    private final SignInFailures failures;
    private final SingleSignOnSettings singleSignOn;

    PasswordLogin(
            Accounts accounts,
            Passwords passwords,
            SignInLimits limits,
            SignInFailures failures,
            SingleSignOnSettings singleSignOn) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.limits = limits;
        this.failures = failures;
        this.singleSignOn = singleSignOn;
    }

    /**
     * The login, when it is active and this is its password.
     *
     * @param client where the request comes from, as {@link com.partsportal.shared.ClientNetwork#counted} has it
     * @throws com.partsportal.shared.TooManyRequests after too many failures or while too many wait, before anything is
     *     hashed
     * @throws SingleSignOnRequired when it is the password of staff that signs in elsewhere; a wrong one looks like any
     */
    Optional<Credentials> check(String email, String password, String client, SignInFailures.Method method) {
        var login = normal(email);
        try (var attempt = passwords.begin()) {
            if (!limits.isSlow(login, client)) {
                return check(attempt, email, login, password, client, method);
            }
        }
        limits.waitForOthers(login);
        try (var attempt = passwords.begin()) {
            return check(attempt, email, login, password, client, method);
        }
    }

    private Optional<Credentials> check(
            Passwords.Attempt attempt,
            String email,
            String login,
            String password,
            String client,
            SignInFailures.Method method) {
        limits.attempt(login, client);
        var failed = false;
        try {
            var known = EmailAddress.isValid(email)
                    ? accounts.credentials(new EmailAddress(email))
                    : Optional.<Credentials>empty();
            var active = known.filter(Credentials::active);
            failed = !attempt.matches(
                    password, active.map(Credentials::passwordHash).orElse(null));
            if (!failed) {
                limits.succeeded(login, client);
                refuseStaff(active.orElseThrow(), method);
                return active;
            }
            limits.failed(login, client);
            failures.count(method, known.map(Credentials::account).orElse(null));
            return Optional.empty();
        } finally {
            if (!failed) {
                limits.takeBack(login, client);
            }
        }
    }

    private void refuseStaff(Credentials right, SignInFailures.Method method) {
        if (singleSignOn.appliesTo(right.staff())) {
            failures.count(method, right.account(), "single-sign-on-required");
            throw new SingleSignOnRequired();
        }
    }

    private static String normal(String email) {
        return EmailAddress.isValid(email)
                ? new EmailAddress(email).value()
                : email.strip().toLowerCase(Locale.ROOT);
    }
}
