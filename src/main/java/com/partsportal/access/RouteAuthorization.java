package com.partsportal.access;

import com.partsportal.account.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.RequestPath;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/** Decides by the table of {@link Routes}. */
class RouteAuthorization implements AuthorizationManager<RequestAuthorizationContext> {

    @Override
    public AuthorizationResult authorize(Supplier<Authentication> authentication, RequestAuthorizationContext context) {
        return check(authentication, context);
    }

    @Override
    @Deprecated
    public AuthorizationDecision check(Supplier<Authentication> authentication, RequestAuthorizationContext context) {
        var request = context.getRequest();
        return new AuthorizationDecision(route(request)
                .map(route -> route.admission() == Routes.Admission.ANYBODY
                        || signedIn(authentication.get())
                                .filter(user -> {
                                    RefusedRequests.remember(user, request);
                                    return route.admits(user);
                                })
                                .filter(user -> EngineCalls.admit(user, request, path(request)))
                                .isPresent())
                .orElse(false));
    }

    static Optional<Routes.Route> route(HttpServletRequest request) {
        return Routes.of(path(request));
    }

    /** The whole path, also where a servlet of its own takes a part of it. */
    static PathContainer path(HttpServletRequest request) {
        return RequestPath.parse(request.getRequestURI(), request.getContextPath())
                .pathWithinApplication();
    }

    static Optional<SignedIn> signedIn(@Nullable Authentication authentication) {
        return authentication instanceof SignedInAuthentication signedIn
                ? Optional.of(signedIn.getPrincipal())
                : Optional.empty();
    }
}
