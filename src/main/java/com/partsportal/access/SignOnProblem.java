package com.partsportal.access;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a single sign-on failed; the text on the sign-in page is {@code access.login.sso.<code>}. */
enum SignOnProblem {
    CANCELLED,
    FAILED,
    UNAVAILABLE,
    EMAIL,
    LOGIN,
    IDENTITY,
    ROLE,
    LAST,
    /** A password or passkey of staff was right, and counts for nothing. */
    REQUIRED;

    /** The sign-in page that says it. */
    String page() {
        return "/login?sso=" + code();
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The code itself when it is one; null otherwise. */
    static @Nullable String known(@Nullable String code) {
        return Arrays.stream(values())
                .map(SignOnProblem::code)
                .filter(it -> it.equals(code))
                .findFirst()
                .orElse(null);
    }
}
