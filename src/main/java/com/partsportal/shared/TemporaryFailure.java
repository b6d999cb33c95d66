package com.partsportal.shared;

/** Failures after which the same request may well succeed: a {@link ConcurrencyConflict} or a {@link DatabaseUnavailable}. */
public final class TemporaryFailure {

    private TemporaryFailure() {}

    /** Whether "please try again" is a true answer. */
    public static boolean is(Throwable e) {
        return ConcurrencyConflict.is(e) || DatabaseUnavailable.is(e);
    }
}
