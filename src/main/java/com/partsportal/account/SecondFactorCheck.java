package com.partsportal.account;

import com.partsportal.shared.Limits;
import com.partsportal.shared.RateLimits;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/**
 * Checks the codes that people type. Only somebody who knows the password gets here, so the limits are of the account, over all
 * clients: with them a million guesses take decades. A passkey is not stopped by them.
 */
@Component
public class SecondFactorCheck {

    private final SecondFactors factors;
    private final RateLimits rateLimits;
    private final Limits limits;
    private final SignInFailures failures;

    SecondFactorCheck(SecondFactors factors, RateLimits rateLimits, Limits limits, SignInFailures failures) {
        this.factors = factors;
        this.rateLimits = rateLimits;
        this.limits = limits;
        this.failures = failures;
    }

    /**
     * Whether this is the present code of the login's app, or one of its recovery codes. Either counts once.
     *
     * @throws com.partsportal.shared.TooManyRequests after too many wrong ones, before anything is compared
     */
    public boolean isCode(AccountId account, String typed) {
        return checked(
                account,
                RecoveryCodes.isCode(typed)
                        ? () -> factors.useRecoveryCode(account, typed)
                        : () -> factors.useAppCode(account, typed));
    }

    /**
     * Whether this is the present code of the login's app, which counts once.
     *
     * @throws com.partsportal.shared.TooManyRequests after too many wrong ones, before anything is compared
     */
    public boolean isAppCode(AccountId account, String typed) {
        return checked(account, () -> factors.useAppCode(account, typed));
    }

    private boolean checked(AccountId account, BooleanSupplier check) {
        var key = "second-factor:" + account.value();
        var ofDay = "second-factor-day:" + account.value();
        rateLimits.take(key, limits.secondFactorFailures());
        rateLimits.take(ofDay, limits.secondFactorFailuresOfDay());
        var wrong = false;
        try {
            wrong = !check.getAsBoolean();
        } finally {
            if (!wrong) {
                rateLimits.refund(key, limits.secondFactorFailures());
                rateLimits.refund(ofDay, limits.secondFactorFailuresOfDay());
            }
        }
        if (wrong) {
            failures.count(SignInFailures.Method.CODE, account);
        }
        return !wrong;
    }
}
