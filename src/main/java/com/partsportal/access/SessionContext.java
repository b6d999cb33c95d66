package com.partsportal.access;

import com.partsportal.account.AccountId;
import com.partsportal.account.Credentials;
import com.partsportal.account.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.stereotype.Component;

/**
 * What the session of a page holds: the account's id, when its password was set, and the chosen vendor or company.
 * Who that is and what they may do is read for each request that asks, never kept.
 */
@Component
class SessionContext implements SecurityContextRepository {

    private static final String PASSWORD_CHANGED_AT = "portal.passwordChangedAt";
    private static final String ORGANISATION = "portal.organisation";
    private static final String ACCOUNT = FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;
    private static final String READ = SessionContext.class.getName();

    private final CurrentUsers users;

    SessionContext(CurrentUsers users) {
        this.users = users;
    }

    /** Begins a session with a new id for this account; what an earlier one held is gone. */
    void begin(Credentials credentials, HttpServletRequest request) {
        end(request);
        var session = request.getSession(true);
        session.setAttribute(ACCOUNT, credentials.account().value().toString());
        if (credentials.passwordChangedAt() != null) {
            session.setAttribute(PASSWORD_CHANGED_AT, micros(credentials.passwordChangedAt()));
        }
    }

    /** Ends the session, if there is one. */
    void end(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        request.removeAttribute(READ);
        SecurityContextHolder.clearContext();
    }

    /** From the next request on this person acts for that vendor or company. */
    void choose(UUID organisation, HttpServletRequest request) {
        request.getSession().setAttribute(ORGANISATION, organisation.toString());
    }

    /** Who is signed in at this moment of the request. */
    Optional<SignedIn> user(HttpServletRequest request) {
        return RouteAuthorization.signedIn(context(request).getAuthentication());
    }

    @Override
    @Deprecated
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return context(holder.getRequest());
    }

    private SecurityContext context(HttpServletRequest request) {
        if (request.getAttribute(READ) instanceof SecurityContext context) {
            return context;
        }
        var session = request.getSession(false);
        var context = new SecurityContextImpl();
        if (session != null && session.getAttribute(ACCOUNT) instanceof String account) {
            users.ofSession(new AccountId(UUID.fromString(account)), changedAt(session), chosen(session))
                    .ifPresentOrElse(
                            user -> context.setAuthentication(new SignedInAuthentication(user)), session::invalidate);
        }
        request.setAttribute(READ, context);
        return context;
    }

    /** Nothing to save: a session begins by {@link #begin} only. */
    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {}

    @Override
    public boolean containsContext(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null && session.getAttribute(ACCOUNT) != null;
    }

    private static @Nullable Instant changedAt(HttpSession session) {
        return session.getAttribute(PASSWORD_CHANGED_AT) instanceof Long micros
                ? Instant.EPOCH.plus(micros, ChronoUnit.MICROS)
                : null;
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static @Nullable UUID chosen(HttpSession session) {
        return session.getAttribute(ORGANISATION) instanceof String id ? UUID.fromString(id) : null;
    }
}
