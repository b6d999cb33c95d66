package com.partsportal.shared;

import java.time.Duration;

/** A limit is reached; answered as 429 with {@code Retry-After}. */
public class TooManyRequests extends RuntimeException {

    private final Duration retryAfter;

    public TooManyRequests(Duration retryAfter) {
        super("Too many requests");
        this.retryAfter = retryAfter;
    }

    /** After how long the next try may succeed. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
