package com.partsportal.access;

import com.partsportal.api.Problem;
import com.partsportal.shared.Links;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what a page of another site makes a browser send to the API: once a person has signed in by HTTP Basic, the
 * browser adds the login to such a form as well. Programs send neither of the two headers. Not a bean: it is part of the
 * API's chain only.
 */
class CrossSiteFilter extends OncePerRequestFilter {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    /** By the browser itself: our own page, or the person's address bar. */
    private static final Set<String> OWN = Set.of("same-origin", "none");

    private final String origin;

    CrossSiteFilter(Links links) {
        this.origin = links.origin();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (READING.contains(request.getMethod()) || isOwn(request)) {
            chain.doFilter(request, response);
        } else {
            Problem.of(HttpStatus.FORBIDDEN, "cross-site").write(response);
        }
    }

    /** Browsers that do not send {@code Sec-Fetch-Site} send the origin of a form. */
    private boolean isOwn(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return OWN.contains(site);
        }
        var from = request.getHeader(HttpHeaders.ORIGIN);
        return from == null || from.equalsIgnoreCase(origin);
    }
}
