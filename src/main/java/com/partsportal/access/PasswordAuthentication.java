package com.partsportal.access;

import com.partsportal.account.AccountId;
import com.partsportal.account.SecondFactorCheck;
import com.partsportal.account.SecondFactors;
import com.partsportal.account.SecondFactors.Need;
import com.partsportal.account.SignInFailures;
import com.partsportal.shared.ClientNetwork;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/**
 * HTTP Basic: each call has login and password. A login that needs a second factor also sends the current code of its
 * authenticator app with each call, and each code works once; a login with only a passkey cannot use Basic.
 */
@Component
class PasswordAuthentication implements AuthenticationManager {

    /** The header with the code. */
    static final String CODE_HEADER = "Portal-Code";

    private final PasswordLogin login;
    private final CurrentUsers users;
    private final SecondFactors factors;
    private final SecondFactorCheck check;

    PasswordAuthentication(PasswordLogin login, CurrentUsers users, SecondFactors factors, SecondFactorCheck check) {
        this.login = login;
        this.users = users;
        this.factors = factors;
        this.check = check;
    }

    /** Where a call comes from, and the code that it carries. */
    static final class Call extends WebAuthenticationDetails {

        private final String code;

        Call(HttpServletRequest request) {
            super(request);
            code = Objects.requireNonNullElse(request.getHeader(CODE_HEADER), "");
        }
    }

    /** The password was right, but the call carries no present code of the login's authenticator app. */
    static final class CodeMissing extends AuthenticationException {

        CodeMissing() {
            super("A second factor is missing");
        }
    }

    @Override
    public Authentication authenticate(Authentication attempt) throws AuthenticationException {
        var call = attempt.getDetails() instanceof Call it ? it : null;
        var client = call == null ? "" : call.getRemoteAddress();
        var credentials = login.check(
                        attempt.getName(),
                        String.valueOf(attempt.getCredentials()),
                        ClientNetwork.counted(client),
                        SignInFailures.Method.BASIC)
                .orElseThrow(() -> new BadCredentialsException("Not signed in"));
        if (factors.afterPassword(credentials) != Need.NOTHING) {
            checkCode(credentials.account(), call == null ? "" : call.code);
        }
        return users.of(credentials.account())
                .map(SignedInAuthentication::new)
                .orElseThrow(() -> new BadCredentialsException("Not signed in"));
    }

    /** A call without any code is no guess and does not count as one. */
    private void checkCode(AccountId account, String code) {
        if (code.isEmpty()) {
            throw new CodeMissing();
        }
        if (!check.isAppCode(account, code)) {
            throw new CodeMissing();
        }
    }
}
