package com.partsportal.access;

import com.partsportal.shared.SecretCipher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The session at the provider of single sign-on that a session of ours began with; kept in ours, so that signing out ends both.
 * The provider's token names the person, so it is encrypted.
 */
record ProviderSession(String issuer, String kid, byte[] token) implements Serializable {

    private static final String KEPT = "portal.providerSession";
    private static final String TO_END = "portal.providerSessionToEnd";
    private static final String OWNER = "provider-session:";

    static ProviderSession of(String issuer, String token, SecretCipher cipher) {
        var encrypted = cipher.encrypt(token.getBytes(StandardCharsets.UTF_8), OWNER + issuer);
        return new ProviderSession(issuer, encrypted.kid(), encrypted.bytes());
    }

    /** The ID token that the provider issued. */
    String idToken(SecretCipher cipher) {
        return new String(
                cipher.decrypt(new SecretCipher.Encrypted(kid, token), OWNER + issuer), StandardCharsets.UTF_8);
    }

    void keep(HttpServletRequest request) {
        request.getSession().setAttribute(KEPT, this);
    }

    /** Whether this session of ours began at this issuer. */
    static boolean isOf(HttpSession session, String issuer) {
        return session.getAttribute(KEPT) instanceof ProviderSession kept
                && kept.issuer().equals(issuer);
    }

    static Optional<ProviderSession> kept(HttpServletRequest request) {
        return attribute(request, KEPT);
    }

    /** Once ours has ended: the next page ends this one, too. */
    void endNext(HttpServletRequest request) {
        request.getSession().setAttribute(TO_END, this);
    }

    static boolean isToEnd(HttpServletRequest request) {
        return attribute(request, TO_END).isPresent();
    }

    /** The one to end, which counts once. */
    static Optional<ProviderSession> takeToEnd(HttpServletRequest request) {
        var toEnd = attribute(request, TO_END);
        toEnd.ifPresent(found -> request.getSession().removeAttribute(TO_END));
        return toEnd;
    }

    private static Optional<ProviderSession> attribute(HttpServletRequest request, String name) {
        var session = request.getSession(false);
        return session != null && session.getAttribute(name) instanceof ProviderSession found
                ? Optional.of(found)
                : Optional.empty();
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "ProviderSession[" + issuer + "]";
    }
}
