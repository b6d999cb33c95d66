package com.partsportal.access;

import com.partsportal.account.SignedIn;
import com.partsportal.account.SignedIn.Membership;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * For the pages that say that there is nothing here, or nothing for this role: the memberships with which the page may be
 * another one. What there is plays no part in it.
 */
@Component
class MembershipOffers {

    /** One of them, and the page to come back to. */
    record Offer(Membership membership, String page) {}

    /** Those that this request's person does not act with now and whose role may open its page. */
    public List<Offer> of() {
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)) {
            return List.of();
        }
        return of(attributes.getRequest());
    }

    private static List<Offer> of(HttpServletRequest request) {
        var user =
                RouteAuthorization.signedIn(SecurityContextHolder.getContext().getAuthentication());
        if (user.isEmpty() || !(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String uri)) {
            return List.of();
        }
        var path = uri.substring(request.getContextPath().length());
        return StartPages.returnable(path).map(page -> of(user.get(), page)).orElse(List.of());
    }

    private static List<Offer> of(SignedIn user, String page) {
        return user.memberships().stream()
                .filter(one -> !one.organisation().equals(user.organisation().orElse(null)))
                .filter(one -> StartPages.isOpenTo(one, page))
                .map(one -> new Offer(one, page))
                .toList();
    }
}
