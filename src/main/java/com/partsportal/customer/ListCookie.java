package com.partsportal.customer;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** The list that this browser looked at last, so that a customer's page leads back to it with its filter and page. */
final class ListCookie {

    private static final String NAME = "portal_list";
    private static final String PATH = "/vendor/customers";
    private static final int LONGEST = 2000;

    private ListCookie() {}

    /** Remembers the query of a list until the browser is closed; the whole list and a very long query are forgotten. */
    static void write(HttpServletRequest request, HttpServletResponse response, String query) {
        var kept = query.length() > LONGEST ? "" : query;
        if (kept.isEmpty() && read(request).isEmpty()) {
            return;
        }
        var cookie = ResponseCookie.from(NAME, kept)
                .path(request.getContextPath() + PATH)
                .maxAge(kept.isEmpty() ? 0 : -1)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    /** Path and query of the list to lead back to. */
    static String back(HttpServletRequest request) {
        return read(request).map(ListUrl::backTo).orElse(PATH);
    }

    private static Optional<String> read(HttpServletRequest request) {
        return Optional.ofNullable(request.getCookies()).stream()
                .flatMap(Stream::of)
                .filter(cookie -> cookie.getName().equals(NAME))
                .map(cookie -> cookie.getValue())
                .findFirst();
    }
}
