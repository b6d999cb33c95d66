package com.partsportal.customer;

import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.Limits;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Why a customer has not joined, as of now: templates say {@code ${@waitingReasons.of(customer)}}. */
@Component("waitingReasons")
public class WaitingReasons {

    private final Limits limits;
    private final Clock clock;

    WaitingReasons(Limits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /** Null for a customer that has joined. */
    public @Nullable Waiting of(CustomerRow customer) {
        return Waiting.of(customer, DatabaseTime.now(clock)).orElse(null);
    }

    /** In how many minutes the next email may be sent to this contact; 0: now. */
    public long minutesToWait(CustomerRow customer) {
        if (customer.invitedAt() == null || !limits.enabled()) {
            return 0;
        }
        var wait =
                Duration.between(DatabaseTime.now(clock), customer.invitedAt().plus(limits.resendInterval()));
        return wait.isNegative() || wait.isZero() ? 0 : wait.plusSeconds(59).toMinutes();
    }
}
