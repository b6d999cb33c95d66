package com.partsportal.access;

import com.partsportal.account.AccountId;
import com.partsportal.account.Role;
import com.partsportal.account.SignedIn;
import com.partsportal.account.SignedIn.Membership;
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
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** {@code Authorization: Bearer KEY}: a vendor's key acts as Team Member under its own name. Not a bean: it stands in the chain of the API only. */
class ApiKeyFilter extends OncePerRequestFilter {

    private static final String BEARER = "Bearer ";

    private final ApiKeys keys;
    private final Vendors vendors;

    ApiKeyFilter(ApiKeys keys, Vendors vendors) {
        this.keys = keys;
        this.vendors = vendors;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            chain.doFilter(request, response);
            return;
        }
        var holder = keys.use(header.substring(BEARER.length()).strip());
        if (holder.isEmpty()) {
            Refusals.apiUnauthorized().commence(request, response, new BadCredentialsException("No such key"));
            return;
        }
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new SignedInAuthentication(signedIn(holder.get())));
        SecurityContextHolder.setContext(context);
        chain.doFilter(request, response);
    }

    private SignedIn signedIn(ApiKeys.Holder holder) {
        var vendor = holder.vendor().value();
        return new SignedIn(
                new AccountId(holder.key()),
                null,
                holder.name(),
                Set.of(Role.TEAM_MEMBER),
                vendor,
                holder.vendorName(),
                vendors.get(holder.vendor()).zone(),
                null,
                null,
                List.of(new Membership(vendor, holder.vendorName(), Role.TEAM_MEMBER)),
                false);
    }
}
