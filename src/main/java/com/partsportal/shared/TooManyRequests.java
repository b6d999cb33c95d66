package com.partsportal.shared;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** A limit is reached; answered as 429 with {@code Retry-After}. */
public class TooManyRequests extends RuntimeException {

    private static final String REACHED = TooManyRequests.class.getName();

    private final String limit;
    private final Duration retryAfter;

    /**
     * Refuses.
     *
     * @param limit the limit's name, for operators
     * @param retryAfter after how long the next try may succeed
     */
    public TooManyRequests(String limit, Duration retryAfter) {
        super("Too many requests: " + limit);
        this.limit = limit;
        this.retryAfter = retryAfter;
    }

    /** The limit's name, for operators. */
    public String limit() {
        return limit;
    }

    /** After how long the next try may succeed. */
    public Duration retryAfter() {
        return retryAfter;
    }

    /** That in whole seconds, at least one, as {@code Retry-After} says it. */
    public long retryAfterSeconds() {
        return Math.max(1, retryAfter.plusMillis(999).toSeconds());
    }

    /** That in whole minutes, at least one, for people. */
    public long retryAfterMinutes() {
        return (retryAfterSeconds() + 59) / 60;
    }

    /** Gives the answer its status and {@code Retry-After}, and records the limit for the log. */
    public void writeTo(HttpServletResponse response) {
        response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(retryAfterSeconds()));
        record();
    }

    /** Records for the log which limit refuses the current request. */
    public void record() {
        var request = RequestContextHolder.getRequestAttributes();
        if (request != null) {
            request.setAttribute(REACHED, limit, RequestAttributes.SCOPE_REQUEST);
        }
    }

    /** The same, where Spring does not know the current request. */
    public void recordIn(HttpServletRequest request) {
        request.setAttribute(REACHED, limit);
    }

    /** Which limit has refused this request; null: none is known. */
    public static @Nullable String reachedBy(HttpServletRequest request) {
        return request.getAttribute(REACHED) instanceof String limit ? limit : null;
    }
}
