package com.partsportal.access;

import com.partsportal.account.SingleSignOnRequired;
import com.partsportal.api.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.Globals;
import org.apache.tomcat.util.http.Parameters.FailReason;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/** What somebody sees who may not go on. */
final class Refusals {

    /** For the page of a 403: the form was too old, rather than the person the wrong one. */
    static final String STALE_FORM = "staleForm";

    /** For the page of a 403: where that form is. */
    static final String FORM_PAGE = "formPage";

    /** For the page of a 403: the browser keeps no cookies. */
    static final String NO_COOKIES = "noCookies";

    private Refusals() {}

    /** Pages: to the sign-in page and back again; a path that does not exist is 404 for strangers as well. */
    static AuthenticationEntryPoint signInFirst() {
        return (HttpServletRequest request, HttpServletResponse response, AuthenticationException e) -> {
            if (RouteAuthorization.route(request).isEmpty()) {
                response.sendError(HttpStatus.NOT_FOUND.value());
                return;
            }
            signIn(request, response);
        };
    }

    /**
     * A page is led to the sign-in page and back to itself, a form back to its page. A fragment is 401, and the page that
     * wanted it goes there; so is what a script wants as data.
     */
    private static void signIn(HttpServletRequest request, HttpServletResponse response) {
        var page = request.getContextPath() + "/login" + FormOrigin.back(request);
        if (FormOrigin.isFragment(request)) {
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            response.setHeader("HX-Redirect", page);
        } else if (MediaType.APPLICATION_JSON_VALUE.equals(request.getHeader(HttpHeaders.ACCEPT))) {
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
        } else {
            response.setStatus(HttpStatus.FOUND.value());
            response.setHeader(HttpHeaders.LOCATION, page);
        }
    }

    /** Calls of Camunda's web apps: the bare status. */
    static AuthenticationEntryPoint bareUnauthorized() {
        return (request, response, e) -> response.setStatus(HttpStatus.UNAUTHORIZED.value());
    }

    /** For pages: the page of status 403, never a redirect. */
    static AccessDeniedHandler wrongRole() {
        return (HttpServletRequest request, HttpServletResponse response, AccessDeniedException e) -> {
            if (e instanceof CsrfException && isTooLarge(request)) {
                response.sendError(HttpStatus.PAYLOAD_TOO_LARGE.value());
                return;
            }
            if (e instanceof CsrfException) {
                var user = RouteAuthorization.signedIn(
                        SecurityContextHolder.getContext().getAuthentication());
                RefusedRequests.recordMissingToken(request);
                user.ifPresent(known -> RefusedRequests.remember(known, request));
                if (user.isPresent() && OrganisationCheck.isOfAnother(user.get(), request)) {
                    OrganisationCheck.refuse(user.get(), request, response);
                    return;
                }
                if (user.isEmpty() && hasNoCookies(request) && isForAnybody(request)) {
                    request.setAttribute(NO_COOKIES, true);
                    response.sendError(HttpStatus.FORBIDDEN.value());
                    return;
                }
                if (user.isEmpty() && FormOrigin.page(request).isPresent()) {
                    signIn(request, response);
                    return;
                }
                request.setAttribute(STALE_FORM, true);
                FormOrigin.page(request).ifPresent(page -> request.setAttribute(FORM_PAGE, page));
            } else if (RouteAuthorization.route(request).isEmpty()) {
                response.sendError(HttpStatus.NOT_FOUND.value());
                return;
            }
            response.sendError(HttpStatus.FORBIDDEN.value());
        };
    }

    /** The form was sent without any cookie: with the token's cookie kept away, sending it again would fail again. */
    private static boolean hasNoCookies(HttpServletRequest request) {
        return request.getCookies() == null || request.getCookies().length == 0;
    }

    private static boolean isForAnybody(HttpServletRequest request) {
        return RouteAuthorization.route(request)
                .filter(route -> route.admission() == Routes.Admission.ANYBODY)
                .isPresent();
    }

    /** Tomcat read nothing of the form, its token neither. */
    private static boolean isTooLarge(HttpServletRequest request) {
        return FailReason.POST_TOO_LARGE == request.getAttribute(Globals.PARAMETER_PARSE_FAILED_REASON_ATTR);
    }

    static AuthenticationEntryPoint apiUnauthorized() {
        return (request, response, e) -> {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Parts Portal\", charset=\"UTF-8\"");
            Problem.of(HttpStatus.UNAUTHORIZED, code(e)).write(response);
        };
    }

    private static String code(AuthenticationException e) {
        if (e instanceof SingleSignOnRequired) {
            return "single-sign-on-required";
        }
        return e instanceof PasswordAuthentication.CodeMissing ? "second-factor-required" : "unauthenticated";
    }

    static AccessDeniedHandler apiForbidden() {
        return (request, response, e) -> {
            if (RouteAuthorization.route(request).isEmpty()) {
                Problem.of(HttpStatus.NOT_FOUND, "not-found").write(response);
            } else {
                Problem.of(HttpStatus.FORBIDDEN, "forbidden").write(response);
            }
        };
    }
}
