package com.partsportal.access;

import com.partsportal.account.SignedIn;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** Somebody whose account was read for this request. Never kept in a session. */
class SignedInAuthentication extends AbstractAuthenticationToken {

    private final transient SignedIn user;

    SignedInAuthentication(SignedIn user) {
        super(AuthorityUtils.createAuthorityList(
                user.roles().stream().map(role -> "ROLE_" + role.name()).toArray(String[]::new)));
        this.user = user;
        setAuthenticated(true);
    }

    @Override
    public SignedIn getPrincipal() {
        return user;
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    private void writeObject(ObjectOutputStream out) throws NotSerializableException {
        throw new NotSerializableException(getClass().getName());
    }
}
