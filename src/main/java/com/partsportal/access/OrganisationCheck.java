package com.partsportal.access;

import com.partsportal.account.SignedIn;
import com.partsportal.account.SignedIn.Membership;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * A form belongs to the organisation it was made for: sent while its person acts for another one (switched in a second
 * tab, or another membership since), it is answered 409 with a page that offers to switch, and reaches no controller.
 * Fragments of a page are of that page's organisation as well.
 */
final class OrganisationCheck extends OncePerRequestFilter {

    /** For the page of a 409: whose form it was. */
    static final String OTHER = "otherOrganisation";

    private static final Logger log = LoggerFactory.getLogger(OrganisationCheck.class);

    /**
     * What the page says and offers.
     *
     * @param wanted the membership that the form was made for; null when the person does not have it
     * @param active the one that the person acts for now; null for none
     * @param page where the form is; null when one is not led back there
     * @param form whether something was sent that is not stored now
     */
    record OtherOrganisation(
            @Nullable Membership wanted,
            @Nullable Membership active,
            @Nullable String page,
            boolean form) {

        static OtherOrganisation of(SignedIn user, HttpServletRequest request) {
            return new OtherOrganisation(
                    FormOrigin.organisation(request).flatMap(user::membership).orElse(null),
                    user.organisation().flatMap(user::membership).orElse(null),
                    FormOrigin.page(request).orElse(null),
                    true);
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var user =
                RouteAuthorization.signedIn(SecurityContextHolder.getContext().getAuthentication());
        if (user.isPresent() && isOfAnother(user.get(), request)) {
            refuse(user.get(), request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Whether the request was made for another organisation than the one that the person acts for. */
    static boolean isOfAnother(SignedIn user, HttpServletRequest request) {
        var path = request.getRequestURI().substring(request.getContextPath().length());
        if (!path.startsWith("/vendor/") && !path.startsWith("/portal/")) {
            return false;
        }
        var isPost = HttpMethod.POST.matches(request.getMethod());
        if (!isPost && !FormOrigin.isFragment(request)) {
            return false;
        }
        var madeFor = FormOrigin.organisation(request);
        if (madeFor.isEmpty()) {
            return isPost && user.memberships().size() > 1 && !path.startsWith("/portal/profile");
        }
        return !madeFor.equals(user.organisation());
    }

    /** Answers a form with a page, and a fragment with a redirect to that page. */
    static void refuse(SignedIn user, HttpServletRequest request, HttpServletResponse response) throws IOException {
        log.info(
                "Account {} submitted the form {} of another organisation than the active one",
                user.account().value(),
                RouteAuthorization.route(request).map(Routes.Route::pattern).orElse(null));
        if (FormOrigin.isFragment(request)) {
            response.setStatus(HttpStatus.CONFLICT.value());
            response.setHeader(
                    "HX-Redirect",
                    request.getContextPath()
                            + FormOrigin.organisation(request)
                                    .map(organisation -> FormOrigin.membershipPage(
                                            organisation,
                                            FormOrigin.page(request).orElse("/")))
                                    .orElse("/"));
            return;
        }
        request.setAttribute(OTHER, OtherOrganisation.of(user, request));
        response.sendError(HttpStatus.CONFLICT.value());
    }
}
