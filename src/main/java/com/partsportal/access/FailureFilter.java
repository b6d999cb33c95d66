package com.partsportal.access;

import com.partsportal.api.Problem;
import com.partsportal.shared.Causes;
import com.partsportal.shared.ErrorId;
import com.partsportal.shared.InvalidData;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Refused;
import com.partsportal.shared.TemporaryFailure;
import com.partsportal.shared.TooManyRequests;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.multipart.MultipartException;
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
            if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof IOException) {
                // the body could not be read to its end, such as a bad chunk: Tomcat has answered already
                return;
            }
            if (response.isCommitted()) {
                throw e;
            }
            if (!answers(request, response, e)) {
                log.error("error {}: a request failed", ErrorId.next(request), e);
                throw e;
            }
        }
    }

    /** Whether it is a failure that has an answer of its own, which is then given. */
    private boolean answers(HttpServletRequest request, HttpServletResponse response, Exception e) throws IOException {
        var limit = Causes.find(e, TooManyRequests.class);
        var refused = Causes.find(e, Refused.class);
        if (limit.isPresent()) {
            tooMany(request, response, limit.get());
        } else if (Causes.find(e, NotFound.class).isPresent()) {
            refuse(request, response, HttpStatus.NOT_FOUND, "not-found");
        } else if (refused.isPresent()) {
            refuse(request, response, HttpStatus.CONFLICT, refused.get().code());
        } else if (Causes.find(e, MultipartException.class).isPresent()
                || Causes.find(e, RequestRejectedException.class).isPresent()) {
            refuse(request, response, HttpStatus.BAD_REQUEST, "malformed-request");
        } else if (TemporaryFailure.is(e)) {
            log.warn("Answered 503: {}", Causes.root(e).getClass().getName());
            unavailable(request, response);
        } else if (InvalidData.is(e)) {
            log.error("A value that no check refused is answered with 400", e);
            refuse(request, response, HttpStatus.BAD_REQUEST, "invalid-value");
        } else {
            return false;
        }
        return true;
    }

    private static void tooMany(HttpServletRequest request, HttpServletResponse response, TooManyRequests limit)
            throws IOException {
        response.reset();
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(limit.retryAfterSeconds()));
        limit.recordIn(request);
        refuse(request, response, HttpStatus.TOO_MANY_REQUESTS, "too-many-requests");
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String code)
            throws IOException {
        if (Problem.isExpectedBy(request)) {
            Problem.of(status, code).write(response);
        } else {
            response.sendError(status.value());
        }
    }

    private void unavailable(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.reset();
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(SOON.toSeconds()));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (Problem.isExpectedBy(request)) {
            Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "unavailable").write(response);
            return;
        }
        var locale = request.getLocale();
        response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        response.setContentType(MediaType.TEXT_HTML_VALUE + ";charset=UTF-8");
        response.getOutputStream()
                .write(PAGE.formatted(
                                locale.getLanguage(),
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
}
