package com.partsportal.access;

import com.partsportal.account.Passwords;
import com.partsportal.api.Problem;
import com.partsportal.shared.ClientNetwork;
import com.partsportal.shared.TooManyRequests;
import jakarta.annotation.PreDestroy;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.HtmlUtils;

/**
 * Refuses sign-ins of a client that has reached its limit of queued password hashes, before anything else is done, and
 * answers them a second later without holding a thread. Otherwise a client that retries at once over many connections
 * would keep the cores busy with refusals and slow down everybody's sign-in.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 6)
class SignInGate extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(SignInGate.class);
    private static final Duration DELAY = Duration.ofSeconds(1);
    private static final String BASIC = "Basic ";

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="%s">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>%s</title>
            <link rel="stylesheet" href="/webjars/bootstrap/css/bootstrap.min.css"><link rel="stylesheet" href="/app.css"></head>
            <body><main class="page"><p>%s</p><p><a href="/login">%s</a></p></main></body>
            </html>
            """;

    private final Passwords passwords;
    private final MessageSource messages;
    private final ScheduledThreadPoolExecutor answers =
            new ScheduledThreadPoolExecutor(1, work -> new Thread(work, "refused-sign-ins"));

    SignInGate(Passwords passwords, MessageSource messages) {
        this.passwords = passwords;
        this.messages = messages;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!isSignIn(request)
                || !request.isAsyncSupported()
                || !passwords.isBusy(ClientNetwork.counted(request.getRemoteAddr()))) {
            chain.doFilter(request, response);
            return;
        }
        var refusal = new TooManyRequests(Passwords.BUSY, DELAY);
        refusal.recordIn(request);
        response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(refusal.retryAfterSeconds()));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        var api = Problem.isExpectedBy(request);
        var locale = request.getLocale();
        var later = request.startAsync(request, response);
        answers.schedule(() -> answer(later, api, locale), DELAY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static boolean isSignIn(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null && header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return true;
        }
        var path = request.getRequestURI().substring(request.getContextPath().length());
        return HttpMethod.POST.matches(request.getMethod()) && path.equals("/login");
    }

    private void answer(AsyncContext later, boolean api, Locale locale) {
        try {
            var response = (HttpServletResponse) later.getResponse();
            if (api) {
                Problem.of(HttpStatus.TOO_MANY_REQUESTS, "too-many-requests").write(response);
                response.flushBuffer();
                return;
            }
            var busy = HtmlUtils.htmlEscape(messages.getMessage("access.login.busy", null, locale));
            var signIn = HtmlUtils.htmlEscape(messages.getMessage("access.login.title", null, locale));
            response.setContentType(MediaType.TEXT_HTML_VALUE + ";charset=UTF-8");
            response.getOutputStream()
                    .write(PAGE.formatted(locale.getLanguage(), signIn, busy, signIn)
                            .getBytes(StandardCharsets.UTF_8));
            response.flushBuffer(); // while the security headers may still be added
        } catch (IOException | RuntimeException gone) {
            log.debug("the client is gone");
        } finally {
            later.complete();
        }
    }

    @PreDestroy
    void stop() {
        answers.shutdown();
    }
}
