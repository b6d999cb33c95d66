package com.partsportal.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.Globals;
import org.apache.tomcat.util.http.Parameters.FailReason;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/** What somebody sees who may not go on. */
final class Refusals {

    /** For the page of a 403: the form was too old, rather than the person the wrong one. */
    static final String STALE_FORM = "staleForm";

    private Refusals() {}

    /** Pages: to the sign-in page and back again; a path that does not exist is 404 for strangers as well. */
    static AuthenticationEntryPoint signInFirst() {
        return (HttpServletRequest request, HttpServletResponse response, AuthenticationException e) -> {
            if (RouteAuthorization.route(request).isEmpty()) {
                response.sendError(HttpStatus.NOT_FOUND.value());
                return;
            }
            response.setStatus(HttpStatus.FOUND.value());
            response.setHeader(HttpHeaders.LOCATION, request.getContextPath() + "/login" + back(request));
        };
    }

    /** Where the request wanted to go, as a query of the page that comes between; empty when one does not return there. */
    static String back(HttpServletRequest request) {
        if (!HttpMethod.GET.matches(request.getMethod())) {
            return "";
        }
        var query = request.getQueryString();
        var path = request.getRequestURI().substring(request.getContextPath().length());
        return StartPages.returnable(query == null ? path : path + "?" + query)
                .map(wanted -> "?continue=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8))
                .orElse("");
    }

    /** Calls of Camunda's web apps: the bare status. */
    static AuthenticationEntryPoint bareUnauthorized() {
        return (request, response, e) -> response.setStatus(HttpStatus.UNAUTHORIZED.value());
    }

    /** Pages: a page that says so, never a redirect. */
    static AccessDeniedHandler wrongRole() {
        return (HttpServletRequest request, HttpServletResponse response, AccessDeniedException e) -> {
            if (e instanceof CsrfException && isTooLarge(request)) {
                response.sendError(HttpStatus.PAYLOAD_TOO_LARGE.value());
                return;
            }
            if (e instanceof CsrfException) {
                request.setAttribute(STALE_FORM, true);
            } else if (RouteAuthorization.route(request).isEmpty()) {
                response.sendError(HttpStatus.NOT_FOUND.value());
                return;
            }
            response.sendError(HttpStatus.FORBIDDEN.value());
        };
    }

    /** Tomcat read nothing of the form, its token neither. */
    private static boolean isTooLarge(HttpServletRequest request) {
        return FailReason.POST_TOO_LARGE == request.getAttribute(Globals.PARAMETER_PARSE_FAILED_REASON_ATTR);
    }

    static AccessDeniedHandler bareForbidden() {
        return (request, response, e) -> response.setStatus(HttpStatus.FORBIDDEN.value());
    }

    static AuthenticationEntryPoint apiUnauthorized() {
        return (request, response, e) -> {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Parts Portal\", charset=\"UTF-8\"");
            Problems.write(response, HttpStatus.UNAUTHORIZED, "unauthenticated");
        };
    }

    static AccessDeniedHandler apiForbidden() {
        return (request, response, e) -> {
            if (RouteAuthorization.route(request).isEmpty()) {
                Problems.write(response, HttpStatus.NOT_FOUND, "not-found");
            } else {
                Problems.write(response, HttpStatus.FORBIDDEN, "forbidden");
            }
        };
    }
}
