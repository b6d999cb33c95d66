package com.partsportal.access;

import com.partsportal.account.AccountId;
import com.partsportal.account.Accounts;
import com.partsportal.account.Credentials;
import com.partsportal.account.SignIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.stereotype.Component;

/** Sessions of pages begin and end here. */
@Component
class SessionSignIn implements SignIn {

    private static final Logger log = LoggerFactory.getLogger(SessionSignIn.class);

    private final Accounts accounts;
    private final SessionContext sessions;
    private final CsrfTokenRepository csrfTokens;

    SessionSignIn(Accounts accounts, SessionContext sessions, CsrfTokenRepository csrfTokens) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.csrfTokens = csrfTokens;
    }

    @Override
    public void signIn(AccountId account, HttpServletRequest request, HttpServletResponse response) {
        var secondFactor = sessions.hasSecondFactor(account, request);
        signIn(accounts.credentials(account).orElseThrow(), secondFactor, request, response);
    }

    /**
     * With the credentials that were checked: a password that was changed meanwhile voids the session at once.
     *
     * @param secondFactor whether the person gave a second factor, too
     */
    void signIn(Credentials checked, boolean secondFactor, HttpServletRequest request, HttpServletResponse response) {
        sessions.begin(checked, secondFactor, request);
        csrfTokens.saveToken(null, request, response);
        accounts.noteSignIn(checked.account());
        log.info("Account {} signed in", checked.account().value());
    }

    @Override
    public void choose(UUID organisation, HttpServletRequest request) {
        sessions.choose(organisation, request);
    }

    @Override
    public void signOut(HttpServletRequest request, HttpServletResponse response) {
        sessions.end(request);
        csrfTokens.saveToken(null, request, response);
    }
}
