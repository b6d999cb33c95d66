package com.partsportal.access;

import com.partsportal.shared.DatabaseAway;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Refused;
import com.partsportal.shared.TooManyRequests;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.HtmlUtils;

/**
 * Around everything, sessions included, for what no controller answered: a reached limit is 429, what is not there 404,
 * what a rule forbids 409, a database that is away or too busy 503. The page of a 503 is made without the database.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class FailureFilter extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(FailureFilter.class);
    private static final Duration SOON = Duration.ofSeconds(5);

    private final MessageSource messages;

    FailureFilter(MessageSource messages) {
        this.messages = messages;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException e) {
            if (response.isCommitted()) {
                throw e;
            }
            var limit = cause(e, TooManyRequests.class);
            if (limit != null) {
                tooMany(request, response, limit);
            } else if (cause(e, NotFound.class) != null) {
                refuse(request, response, HttpStatus.NOT_FOUND, "not-found");
            } else if (cause(e, Refused.class) != null) {
                refuse(
                        request,
                        response,
                        HttpStatus.CONFLICT,
                        cause(e, Refused.class).code());
            } else if (DatabaseAway.is(e)) {
                log.warn("Answered 503: {}", rootOf(e).getClass().getName());
                unavailable(request, response);
            } else {
                throw e;
            }
        }
    }

    private static void tooMany(HttpServletRequest request, HttpServletResponse response, TooManyRequests limit)
            throws IOException {
        response.reset();
        response.setHeader(HttpHeaders.RETRY_AFTER, seconds(limit.retryAfter()));
        refuse(request, response, HttpStatus.TOO_MANY_REQUESTS, "too-many-requests");
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String code)
            throws IOException {
        if (Problems.isApi(request)) {
            Problems.write(response, status, code);
        } else {
            response.sendError(status.value());
        }
    }

    private void unavailable(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.reset();
        response.setHeader(HttpHeaders.RETRY_AFTER, seconds(SOON));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", WebSecurity.POLICY);
        if (Problems.isApi(request)) {
            Problems.write(response, HttpStatus.SERVICE_UNAVAILABLE, "unavailable");
            return;
        }
        var locale = request.getLocale();
        response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        response.setContentType(MediaType.TEXT_HTML_VALUE + ";charset=UTF-8");
        response.getOutputStream()
                .write(PAGE.formatted(
                                "de".equals(locale.getLanguage()) ? "de" : "en",
                                HtmlUtils.htmlEscape(messages.getMessage("access.error.503.title", null, locale)),
                                HtmlUtils.htmlEscape(messages.getMessage("access.error.503.title", null, locale)),
                                HtmlUtils.htmlEscape(messages.getMessage("access.error.503.text", null, locale)))
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="%s">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>%s</title>
            <link rel="stylesheet" href="/webjars/bootstrap/css/bootstrap.min.css"><link rel="stylesheet" href="/app.css"></head>
            <body><main class="page"><h1>%s</h1><p>%s</p></main></body>
            </html>
            """;

    private static String seconds(Duration duration) {
        return Long.toString(Math.max(1, duration.plusMillis(999).toSeconds()));
    }

    private static <T extends Throwable> @Nullable T cause(Throwable e, Class<T> type) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }

    private static Throwable rootOf(Throwable e) {
        var root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
