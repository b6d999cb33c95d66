package com.partsportal.shared;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The id of a failure that nobody foresaw: the person reads it on the page, the caller of the API as {@code instance} of the
 * problem, the operator in the log.
 */
public final class ErrorId {

    private static final String ATTRIBUTE = ErrorId.class.getName();

    private ErrorId() {}

    /** A new one. */
    public static String next() {
        return Ids.next().toString();
    }

    /** A new one, which the page about this request names. */
    public static String next(HttpServletRequest request) {
        var id = next();
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }

    /** That of the request; null: nothing failed, or what failed was foreseen. */
    public static @Nullable String of(HttpServletRequest request) {
        return (String) request.getAttribute(ATTRIBUTE);
    }
}
