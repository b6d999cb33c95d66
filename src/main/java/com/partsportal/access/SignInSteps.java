package com.partsportal.access;

import com.partsportal.account.Accounts;
import com.partsportal.account.Credentials;
import com.partsportal.account.SecondFactors;
import com.partsportal.account.SecondFactors.Need;
import com.partsportal.account.SignedIn;
import com.partsportal.shared.DatabaseTime;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The steps of a sign-in: password, then the second factor where the login has or needs one, then the session. */
@Component
class SignInSteps {

    /** Page for the code of a second factor. */
    static final String CODE = "/login/code";

    /** Page for setting one up. */
    static final String SET_UP = "/login/second-factor";

    /** Set by the page of an invitation: who signs in with it goes on there. */
    private static final String STAGED_INVITATION = "invitation.staged";

    private final Accounts accounts;
    private final SecondFactors factors;
    private final SessionSignIn signIn;
    private final SessionContext sessions;
    private final Clock clock;

    SignInSteps(Accounts accounts, SecondFactors factors, SessionSignIn signIn, SessionContext sessions, Clock clock) {
        this.accounts = accounts;
        this.factors = factors;
        this.signIn = signIn;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** The password was right: where to go next. */
    String afterPassword(
            Credentials checked, @Nullable String wanted, HttpServletRequest request, HttpServletResponse response) {
        var need = factors.afterPassword(checked);
        return need == Need.NOTHING
                ? finish(checked, false, wanted, request, response)
                : next(checked, need, wanted, request);
    }

    /** The device knew its owner, which is both factors: where to go next. */
    String afterPasskey(
            Credentials checked, @Nullable String wanted, HttpServletRequest request, HttpServletResponse response) {
        return finish(checked, true, wanted, request, response);
    }

    /** The provider of single sign-on knew the person, by whatever factors it wants: where to go next. */
    String afterProvider(
            Credentials admitted,
            ProviderSession session,
            @Nullable String wanted,
            HttpServletRequest request,
            HttpServletResponse response) {
        return finish(admitted, true, session, wanted, request, response);
    }

    /** The code was right: where to go next. */
    String afterCode(PendingSignIn pending, HttpServletRequest request, HttpServletResponse response) {
        var checked = credentials(pending).orElse(null);
        if (checked == null) {
            return "/login";
        }
        var need = factors.afterCode(checked);
        return need == Need.NOTHING
                ? finish(checked, true, pending.wanted(), request, response)
                : next(checked, need, pending.wanted(), request);
    }

    /** A second factor was set up: where to go next. */
    String afterSetUp(PendingSignIn pending, HttpServletRequest request, HttpServletResponse response) {
        return credentials(pending)
                .map(checked -> finish(checked, true, pending.wanted(), request, response))
                .orElse("/login");
    }

    /** The sign-in of this session that waits for its second factor, to be given or to be set up. */
    Optional<PendingSignIn> pending(HttpServletRequest request, boolean setUp) {
        return PendingSignIn.kept(request, DatabaseTime.now(clock))
                .filter(pending -> pending.setUp() == setUp)
                .filter(pending -> credentials(pending).isPresent());
    }

    boolean isStaged(HttpServletRequest request) {
        return staged(request) != null;
    }

    private String next(Credentials checked, Need need, @Nullable String wanted, HttpServletRequest request) {
        var setUp = need == Need.SET_UP;
        if (setUp) {
            factors.begin(checked.account());
        }
        renew(request);
        PendingSignIn.of(
                        checked,
                        setUp,
                        DatabaseTime.now(clock),
                        StartPages.returnable(wanted).orElse(null))
                .keep(request);
        return setUp ? SET_UP : CODE;
    }

    private String finish(
            Credentials checked,
            boolean secondFactor,
            @Nullable String wanted,
            HttpServletRequest request,
            HttpServletResponse response) {
        return finish(checked, secondFactor, null, wanted, request, response);
    }

    private String finish(
            Credentials checked,
            boolean secondFactor,
            @Nullable ProviderSession provider,
            @Nullable String wanted,
            HttpServletRequest request,
            HttpServletResponse response) {
        var staged = staged(request);
        signIn.signIn(checked, secondFactor, request, response);
        if (provider != null) {
            provider.keep(request);
        }
        if (staged != null) {
            request.getSession().setAttribute(STAGED_INVITATION, staged);
            return "/invitations/continue";
        }
        return sessions.user(request).map(user -> actFor(user, wanted, request)).orElse("/login");
    }

    /** Begins with the organisation whose page was wanted; where the person goes. */
    private String actFor(SignedIn user, @Nullable String wanted, HttpServletRequest request) {
        var membership = StartPages.membership(user, wanted);
        membership.ifPresent(chosen -> sessions.choose(chosen.organisation(), request));
        return membership.map(chosen -> StartPages.of(chosen, wanted)).orElseGet(() -> StartPages.of(user, wanted));
    }

    /** A session with a new id and nothing of the earlier one but the invitation. */
    private void renew(HttpServletRequest request) {
        var staged = staged(request);
        sessions.end(request);
        if (staged != null) {
            request.getSession().setAttribute(STAGED_INVITATION, staged);
        }
    }

    private Optional<Credentials> credentials(PendingSignIn pending) {
        return accounts.credentials(pending.accountId()).filter(pending::isOf);
    }

    private static @Nullable Object staged(HttpServletRequest request) {
        var session = request.getSession(false);
        return session == null ? null : session.getAttribute(STAGED_INVITATION);
    }
}
