package com.partsportal.account;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who somebody is to the provider of single sign-on, whose word was verified.
 *
 * @param subject never given to another person by this issuer
 * @param email as the provider writes it
 * @param emailVerified whether the provider says that the person holds this mailbox
 */
public record ProviderIdentity(
        String issuer, String subject, @Nullable String email, boolean emailVerified, Set<String> groups) {

    /** Without the address and the subject, since it may reach a log. */
    @Override
    public String toString() {
        return "ProviderIdentity[" + issuer + "]";
    }
}
