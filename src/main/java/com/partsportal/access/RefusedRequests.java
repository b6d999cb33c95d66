package com.partsportal.access;

import com.partsportal.account.SignedIn;
import com.partsportal.shared.ClientNetwork;
import com.partsportal.shared.TooManyRequests;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refused requests for operators, wherever they were refused: one log line each, with ids and the client's network and nothing
 * that was typed, and the counters {@code portal.refused.forbidden}, {@code portal.refused.limits} and
 * {@code portal.refused.csrf} by area (pages, api, camunda, actuator). A request is of one kind.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
class RefusedRequests extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(RefusedRequests.class);
    private static final String ACCOUNT = RefusedRequests.class.getName() + ".account";
    private static final String CSRF = RefusedRequests.class.getName() + ".csrf";
    private static final String REASON = RefusedRequests.class.getName() + ".reason";

    /** What Camunda's web apps answer when their CSRF token is missing or wrong. */
    private static final String CAMUNDA_TOKEN = "X-XSRF-TOKEN";

    private static final List<String> AREAS = List.of("pages", "api", "camunda", "actuator");

    private final MeterRegistry meters;

    RefusedRequests(MeterRegistry meters) {
        this.meters = meters;
        for (var kind : Kind.values()) {
            AREAS.forEach(area -> count(kind, area, 0));
        }
    }

    private enum Kind {
        FORBIDDEN,
        LIMITS,
        CSRF
    }

    /** The caller, for the line in the log. */
    static void remember(SignedIn user, HttpServletRequest request) {
        request.setAttribute(ACCOUNT, user.account().value().toString());
    }

    /** The request lacks the token of its form, whatever is answered. */
    static void recordMissingToken(HttpServletRequest request) {
        request.setAttribute(CSRF, true);
    }

    /** The request is refused for this reason, a code; its line names it, with whatever status it is answered. */
    static void recordReason(String reason, HttpServletRequest request) {
        request.setAttribute(REASON, reason);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } finally {
            kind(request, response).ifPresent(kind -> count(kind, area(request), 1));
            what(request, response).ifPresent(what -> record(what, request));
        }
    }

    private static Optional<Kind> kind(HttpServletRequest request, HttpServletResponse response) {
        var status = response.getStatus();
        if (request.getAttribute(CSRF) != null || response.getHeader(CAMUNDA_TOKEN) != null && isForbidden(status)) {
            return Optional.of(Kind.CSRF);
        }
        if (status == HttpStatus.TOO_MANY_REQUESTS.value() || TooManyRequests.reachedBy(request) != null) {
            return Optional.of(Kind.LIMITS);
        }
        return isForbidden(status) ? Optional.of(Kind.FORBIDDEN) : Optional.empty();
    }

    private static boolean isForbidden(int status) {
        return status == HttpStatus.FORBIDDEN.value();
    }

    /** What the line says; empty: the request is not refused. */
    private static Optional<String> what(HttpServletRequest request, HttpServletResponse response) {
        var reason = (String) request.getAttribute(REASON);
        return kind(request, response)
                .map(kind -> kind == Kind.LIMITS ? "limit " + limit(request) : name(kind))
                .map(kind -> reason == null ? kind : kind + " (" + reason + ")")
                .or(() -> Optional.ofNullable(reason));
    }

    private static void record(String what, HttpServletRequest request) {
        log.info(
                "refused: {} at {} ({}), account {}, from {}",
                what,
                route(request),
                area(request),
                Objects.requireNonNullElse(request.getAttribute(ACCOUNT), "unknown"),
                ClientNetwork.of(request.getRemoteAddr()));
    }

    private void count(Kind kind, String area, int refused) {
        meters.counter("portal.refused." + name(kind), "area", area).increment(refused);
    }

    private static String name(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String limit(HttpServletRequest request) {
        var limit = TooManyRequests.reachedBy(request);
        return limit == null ? "unknown" : limit;
    }

    /** The line of the table of routes, since the path itself may hold the token of a link. */
    private static String route(HttpServletRequest request) {
        return RouteAuthorization.route(request)
                .map(route -> request.getMethod() + " " + route.pattern().getPatternString())
                .orElse("no route");
    }

    private static String area(HttpServletRequest request) {
        var path = request.getRequestURI().substring(request.getContextPath().length());
        return path.startsWith("/api/")
                ? "api"
                : path.startsWith("/camunda") ? "camunda" : path.startsWith("/actuator/") ? "actuator" : "pages";
    }
}
