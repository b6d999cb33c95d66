package com.partsportal.access;

import com.partsportal.account.AccountId;
import com.partsportal.account.Credentials;
import com.partsportal.account.SignedIn;
import com.partsportal.account.SingleSignOnSettings;
import com.partsportal.account.StaffSettings;
import com.partsportal.shared.DatabaseTime;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
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
 * What the session of a page holds: the account's id, when its password was set, when the person signed in, and the chosen
 * vendor or company.
 * Who that is and what they may do is read for each request that needs it, and is never kept.
 */
@Component
class SessionContext implements SecurityContextRepository {

    private static final String PASSWORD_CHANGED_AT = "portal.passwordChangedAt";
    private static final String SIGNED_IN_AT = "portal.signedInAt";
    private static final String SECOND_FACTOR = "portal.secondFactor";
    private static final String ORGANISATION = "portal.organisation";
    private static final String ACCOUNT = FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;
    private static final String READ = SessionContext.class.getName();

    private final CurrentUsers users;
    private final SessionSettings settings;
    private final StaffSettings staff;
    private final SingleSignOnSettings singleSignOn;
    private final Clock clock;

    SessionContext(
            CurrentUsers users,
            SessionSettings settings,
            StaffSettings staff,
            SingleSignOnSettings singleSignOn,
            Clock clock) {
        this.users = users;
        this.settings = settings;
        this.staff = staff;
        this.singleSignOn = singleSignOn;
        this.clock = clock;
    }

    /**
     * Begins a session with a new id for this account; what an earlier one held is gone.
     *
     * @param secondFactor whether the person gave a second factor
     */
    void begin(Credentials credentials, boolean secondFactor, HttpServletRequest request) {
        end(request);
        var session = request.getSession(true);
        session.setAttribute(ACCOUNT, credentials.account().value().toString());
        session.setAttribute(SIGNED_IN_AT, micros(DatabaseTime.now(clock)));
        session.setAttribute(SECOND_FACTOR, secondFactor);
        if (credentials.staff()) {
            session.setMaxInactiveInterval((int) settings.staffIdleFor().toSeconds());
        }
        if (credentials.passwordChangedAt() != null) {
            session.setAttribute(PASSWORD_CHANGED_AT, micros(credentials.passwordChangedAt()));
        }
    }

    /** Whether the session of this request is of that account, and began with a second factor. */
    boolean hasSecondFactor(AccountId account, HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null
                && account.value().toString().equals(session.getAttribute(ACCOUNT))
                && Boolean.TRUE.equals(session.getAttribute(SECOND_FACTOR));
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
                    .filter(user -> isOpen(session, user))
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

    /**
     * Whatever a person does, a session lasts only so long since the sign-in. One that began before staff needed a second
     * factor, or signs in at this provider of single sign-on, is over.
     */
    private boolean isOpen(HttpSession session, SignedIn user) {
        if (staff.requiresSecondFactor(user.isStaff()) && !Boolean.TRUE.equals(session.getAttribute(SECOND_FACTOR))) {
            return false;
        }
        if (singleSignOn.appliesTo(user.isStaff()) && !ProviderSession.isOf(session, singleSignOn.issuer())) {
            return false;
        }
        var signedInAt = session.getAttribute(SIGNED_IN_AT) instanceof Long micros
                ? instant(micros)
                : Instant.ofEpochMilli(session.getCreationTime());
        return DatabaseTime.now(clock).isBefore(signedInAt.plus(settings.endsAfter(user.isStaff())));
    }

    private static @Nullable Instant changedAt(HttpSession session) {
        return session.getAttribute(PASSWORD_CHANGED_AT) instanceof Long micros ? instant(micros) : null;
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static @Nullable UUID chosen(HttpSession session) {
        return session.getAttribute(ORGANISATION) instanceof String id ? UUID.fromString(id) : null;
    }
}
