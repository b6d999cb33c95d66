package com.partsportal.shared;

import java.time.Duration;
import org.springframework.stereotype.Component;

/** Counts what may be done only so often, over all nodes. All of it is off with {@code portal.rate-limits.enabled=false}. */
@Component
public class RateLimits {

    /** So many times in a period, which begins to refill at once. */
    public record Limit(long times, Duration period) {}

    /**
     * Counts one time under this key.
     *
     * @throws TooManyRequests when the limit is reached; answered as 429 with Retry-After
     */
    public void take(String key, Limit limit) {
        throw new UnsupportedOperationException();
    }

    /** Counts one time under this key, or answers false when the limit is reached. */
    public boolean tryTake(String key, Limit limit) {
        throw new UnsupportedOperationException();
    }
}
