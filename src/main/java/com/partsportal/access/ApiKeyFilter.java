package com.partsportal.access;

import com.partsportal.account.AccountId;
import com.partsportal.account.Role;
import com.partsportal.account.SignInFailures;
import com.partsportal.account.SignedIn;
import com.partsportal.account.SignedIn.Membership;
import com.partsportal.api.Problem;
import com.partsportal.vendor.ApiKeys;
import com.partsportal.vendor.Vendors;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/** {@code Authorization: Bearer KEY}: a vendor's key acts as Team Member under its own name, or only reads. Not a bean: it is part of the API's chain only. */
class ApiKeyFilter extends OncePerRequestFilter {

    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final String BEARER = "Bearer ";

    /** Has a token of its own. */
    private static final RequestMatcher BOUNCES = WebSecurity.anyOf(Routes.BOUNCES);

    private final ApiKeys keys;
    private final Vendors vendors;
    private final SignInFailures failures;

    ApiKeyFilter(ApiKeys keys, Vendors vendors, SignInFailures failures) {
        this.keys = keys;
        this.vendors = vendors;
        this.failures = failures;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (BOUNCES.matches(request) || header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            chain.doFilter(request, response);
            return;
        }
        var holder = keys.use(header.substring(BEARER.length()).strip());
        if (holder.isEmpty()) {
            failures.count(SignInFailures.Method.API_KEY, null);
            Refusals.apiUnauthorized().commence(request, response, new BadCredentialsException("No such key"));
            return;
        }
        if (holder.get().readOnly() && !READING.contains(request.getMethod())) {
            RefusedRequests.remember(signedIn(holder.get()), request);
            Problem.of(HttpStatus.FORBIDDEN, "read-only-key").write(response);
            return;
        }
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new SignedInAuthentication(signedIn(holder.get())));
        SecurityContextHolder.setContext(context);
        chain.doFilter(request, response);
    }

    private SignedIn signedIn(ApiKeys.Holder holder) {
        var vendor = vendors.get(holder.vendor());
        var id = holder.vendor().value();
        return new SignedIn(
                new AccountId(holder.key()),
                null,
                holder.name(),
                Set.of(Role.TEAM_MEMBER),
                id,
                vendor.name(),
                vendor.zone(),
                null,
                null,
                List.of(new Membership(id, vendor.name(), Role.TEAM_MEMBER)),
                false);
    }
}
