package com.partsportal.access;

import com.partsportal.shared.PostedForm;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/**
 * The page and the organisation that a request belongs to: those of the page that a form or a fragment is part of. What a
 * browser says of it decides nothing but where a person is led back to, and whether a form is refused.
 */
final class FormOrigin {

    private FormOrigin() {}

    /** Whether a script of a page wants a part of it. */
    static boolean isFragment(HttpServletRequest request) {
        return request.getHeader("HX-Request") != null;
    }

    /** Path and query of the page, when one may be led back to it. */
    static Optional<String> page(HttpServletRequest request) {
        var current = request.getHeader("HX-Current-URL");
        if (isFragment(request) && current != null) {
            return StartPages.returnable(pathOf(current));
        }
        if (isRead(request)) {
            var query = request.getQueryString();
            var path =
                    request.getRequestURI().substring(request.getContextPath().length());
            return StartPages.returnable(query == null ? path : path + "?" + query);
        }
        return StartPages.returnable(request.getParameter(PostedForm.PAGE));
    }

    /** The vendor or company that the form or fragment was rendered for; empty if the request names none. A malformed id
     * matches no organisation. */
    static Optional<UUID> organisation(HttpServletRequest request) {
        var named = request.getHeader(PostedForm.ORGANISATION_HEADER);
        if (named == null && !isRead(request)) {
            named = request.getParameter(PostedForm.ORGANISATION);
        }
        return Optional.ofNullable(named).map(FormOrigin::uuid);
    }

    /**
     * Query of a page that comes between, such as the one of signing in, to lead back; empty when there is nothing to lead
     * back to. With the organisation, since a new session begins with the person's first one.
     */
    static String back(HttpServletRequest request) {
        return page(request)
                .map(page -> organisation(request)
                        .map(organisation -> membershipPage(organisation, page))
                        .orElse(page))
                .map(wanted -> "?continue=" + encoded(wanted))
                .orElse("");
    }

    /** The page that leads on to this one, when the person acts for that organisation. */
    static String membershipPage(UUID organisation, String page) {
        return "/membership?organisation=" + organisation + "&continue=" + encoded(page);
    }

    private static boolean isRead(HttpServletRequest request) {
        return HttpMethod.GET.matches(request.getMethod()) || HttpMethod.HEAD.matches(request.getMethod());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static @Nullable String pathOf(String url) {
        try {
            var parsed = new URI(url);
            return parsed.getRawQuery() == null
                    ? parsed.getRawPath()
                    : parsed.getRawPath() + "?" + parsed.getRawQuery();
        } catch (URISyntaxException noUrl) {
            return null;
        }
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            return new UUID(0, 0);
        }
    }
}
