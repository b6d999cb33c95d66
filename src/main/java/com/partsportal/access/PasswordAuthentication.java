package com.partsportal.access;

import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** HTTP Basic: each call names login and password anew. */
@Component
class PasswordAuthentication implements AuthenticationManager {

    private final PasswordLogin login;
    private final CurrentUsers users;

    PasswordAuthentication(PasswordLogin login, CurrentUsers users) {
        this.login = login;
        this.users = users;
    }

    @Override
    public Authentication authenticate(Authentication asked) throws AuthenticationException {
        var client = asked.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "";
        return login.check(asked.getName(), String.valueOf(asked.getCredentials()), client)
                .flatMap(credentials -> users.of(credentials.account()))
                .map(SignedInAuthentication::new)
                .orElseThrow(() -> new BadCredentialsException("Not signed in"));
    }
}
