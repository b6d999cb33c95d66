package com.partsportal.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** What a reader chose for this browser, language and theme: cookies, so that signed-out pages look the same. */
final class DisplayCookies {

    static final String LANGUAGE = "portal_language";
    static final String THEME = "portal_theme";

    private static final Duration KEPT = Duration.ofDays(365);
    private static final Pattern VALUE = Pattern.compile("[a-z]{2,8}");

    private DisplayCookies() {}

    /** Empty: nothing chosen, or what cannot be a choice. */
    static Optional<String> read(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getCookies()).stream()
                .flatMap(Stream::of)
                .filter(cookie -> cookie.getName().equals(name))
                .map(cookie -> cookie.getValue())
                .filter(value -> VALUE.matcher(value).matches())
                .findFirst();
    }

    /** Keeps a choice for a year. */
    static void write(HttpServletRequest request, HttpServletResponse response, String name, String value) {
        var cookie = ResponseCookie.from(name, value)
                .path("/")
                .maxAge(KEPT)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
