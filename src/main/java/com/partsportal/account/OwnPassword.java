package com.partsportal.account;

import com.partsportal.shared.Limits;
import com.partsportal.shared.RateLimits;
import com.partsportal.shared.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Checks the password of somebody who is signed in, before actions that an open session alone must not allow. Wrong
 * passwords count against the login, from any client, and are reported to operators like failed sign-ins.
 */
@Component
class OwnPassword {

    private final Accounts accounts;
    private final Passwords passwords;
    private final RateLimits rateLimits;
    private final Limits limits;
    private final SignInFailures failures;
    private final SingleSignOnSettings singleSignOn;

    OwnPassword(
            Accounts accounts,
            Passwords passwords,
            RateLimits rateLimits,
            Limits limits,
            SignInFailures failures,
            SingleSignOnSettings singleSignOn) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.rateLimits = rateLimits;
        this.limits = limits;
        this.failures = failures;
        this.singleSignOn = singleSignOn;
    }

    /**
     * @throws com.partsportal.shared.TooManyRequests after too many wrong ones, before anything is hashed
     * @throws Refused {@code single-sign-on-required} for staff whose passwords count for nothing
     */
    boolean is(AccountId account, @Nullable String typed) {
        var login = accounts.credentials(account);
        if (singleSignOn.appliesTo(login.map(Credentials::staff).orElse(false))) {
            throw new Refused("single-sign-on-required");
        }
        var key = "own-password:" + account.value();
        var wrong = false;
        try (var attempt = passwords.begin()) {
            rateLimits.take(key, limits.signInFailures());
            try {
                var hash = login.map(Credentials::passwordHash).orElse(null);
                wrong = !attempt.matches(typed == null ? "" : typed, hash);
            } finally {
                if (!wrong) {
                    rateLimits.refund(key, limits.signInFailures());
                }
            }
        }
        if (wrong) {
            failures.count(SignInFailures.Method.OWN_PASSWORD, account);
        }
        return !wrong;
    }
}
