package com.partsportal.account;

import com.partsportal.shared.RateLimits;
import com.partsportal.shared.RateLimits.Limit;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks somebody who is signed in for the password once more, before what an open session alone must not do. */
@Component
class OwnPassword {

    private static final Limit WRONG_ONES = new Limit(10, Duration.ofMinutes(15));

    private final Accounts accounts;
    private final Passwords passwords;
    private final RateLimits limits;

    OwnPassword(Accounts accounts, Passwords passwords, RateLimits limits) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.limits = limits;
    }

    /** @throws com.partsportal.shared.TooManyRequests after too many wrong ones */
    boolean is(AccountId account, @Nullable String typed) {
        var key = "password-change:" + account.value();
        var hash = accounts.credentials(account).map(Credentials::passwordHash).orElse(null);
        var right = passwords.matches(typed == null ? "" : typed, hash, () -> limits.check(key, WRONG_ONES));
        if (!right) {
            limits.tryTake(key, WRONG_ONES);
        }
        return right;
    }
}
