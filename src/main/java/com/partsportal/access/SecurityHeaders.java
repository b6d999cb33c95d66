package com.partsportal.access;

import com.partsportal.api.Problem;
import com.partsportal.shared.Links;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.BiConsumer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.util.OnCommittedResponseWrapper;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The security headers of every answer, also of those that no chain of {@link WebSecurity} gave: refusals of the firewall,
 * failures of a filter, errors and redirects of Camunda's web apps. A header that a chain or a page has set stays as it is;
 * what is missing is added when the answer is about to leave.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class SecurityHeaders extends OncePerRequestFilter {

    private static final String POLICY = "Content-Security-Policy";
    private static final String FRAMES = "X-Frame-Options";

    /** No page of the portal uses any of these. */
    private static final String PERMISSIONS =
            "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()";

    private static final String HSTS = "max-age=31536000 ; includeSubDomains";

    private final boolean behindTls;

    SecurityHeaders(Links links) {
        behindTls = links.isHttps();
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var completed = new Completed(request, response);
        try {
            chain.doFilter(request, completed);
        } finally {
            if (!request.isAsyncStarted()) {
                completed.onResponseCommitted();
            }
        }
    }

    /** Adds what is missing, unless the answer is on its way already. */
    void addMissing(HttpServletRequest request, HttpServletResponse response) {
        if (response.isCommitted()) {
            return;
        }
        // a page that may be framed by ours has a policy of its own that says so
        if (!response.containsHeader(POLICY)) {
            response.setHeader(POLICY, policy(request));
            addMissing(response, FRAMES, "DENY");
        }
        addMissing(response, "X-Content-Type-Options", "nosniff");
        addMissing(response, "Referrer-Policy", "no-referrer");
        addMissing(response, "Permissions-Policy", PERMISSIONS);
        if (behindTls) {
            addMissing(response, "Strict-Transport-Security", HSTS);
        }
        if (response.getStatus() >= HttpStatus.BAD_REQUEST.value()) {
            addMissing(response, HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }

    /** The headers of an answer to a request that could not be read. */
    void forUnreadRequest(BiConsumer<String, String> header) {
        header.accept(POLICY, WebSecurity.POLICY);
        header.accept(FRAMES, "DENY");
        header.accept("X-Content-Type-Options", "nosniff");
        header.accept("Referrer-Policy", "no-referrer");
        header.accept("Permissions-Policy", PERMISSIONS);
        if (behindTls) {
            header.accept("Strict-Transport-Security", HSTS);
        }
        header.accept(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private static String policy(HttpServletRequest request) {
        return Problem.isExpectedBy(request) ? WebSecurity.API_POLICY : WebSecurity.POLICY;
    }

    private static void addMissing(HttpServletResponse response, String name, String value) {
        if (!response.containsHeader(name)) {
            response.setHeader(name, value);
        }
    }

    private final class Completed extends OnCommittedResponseWrapper {

        private final HttpServletRequest request;

        Completed(HttpServletRequest request, HttpServletResponse response) {
            super(response);
            this.request = request;
        }

        @Override
        protected void onResponseCommitted() {
            addMissing(request, (HttpServletResponse) getResponse());
        }
    }
}
