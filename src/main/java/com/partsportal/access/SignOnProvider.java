package com.partsportal.access;

import com.partsportal.account.SingleSignOnSettings;
import com.partsportal.shared.Links;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The single sign-on provider's own description of itself. It is read at the first sign-in, not at the start, so that the
 * portal starts and serves everybody else while the provider is unavailable.
 */
@Component
@Conditional(OnSingleSignOn.class)
class SignOnProvider implements ClientRegistrationRepository {

    /** Where people begin. */
    static final String START = "/login/sso";

    /** Where the provider sends people back to. */
    static final String CALLBACK = "/login/sso/callback";

    /** Where the provider sends people back to after they have signed out. */
    static final String SIGNED_OUT = "/login/sso/signed-out";

    /** The one registration's name in Spring Security. */
    static final String ID = "staff";

    private static final Logger log = LoggerFactory.getLogger(SignOnProvider.class);
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration READ = Duration.ofSeconds(5);
    private static final String END_SESSION = "end_session_endpoint";

    private final SingleSignOnSettings settings;
    private final Links links;

    private volatile @Nullable ClientRegistration known;

    SignOnProvider(SingleSignOnSettings settings, Links links) {
        this.settings = settings;
        this.links = links;
    }

    /** The provider does not answer, or with something that cannot be used. */
    static final class Unavailable extends AuthenticationServiceException {

        Unavailable(@Nullable Throwable cause) {
            super("The provider of single sign-on cannot be used", cause);
        }
    }

    /** For every call to the provider: each wait ends. */
    static ClientHttpRequestFactory requests() {
        var requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(CONNECT);
        requests.setReadTimeout(READ);
        return requests;
    }

    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        return id.equals(ID) ? registration() : null;
    }

    /**
     * What the portal is to the provider.
     *
     * @throws Unavailable while the provider cannot be reached; the next call tries again
     */
    ClientRegistration registration() {
        var registration = known;
        if (registration == null) {
            registration = discover();
            known = registration;
        }
        return registration;
    }

    /** Where the person's session at the provider ends; empty when it has no such page. */
    Optional<URI> signOut(String idToken) {
        return Optional.ofNullable(registration()
                        .getProviderDetails()
                        .getConfigurationMetadata()
                        .get(END_SESSION))
                .map(endpoint -> UriComponentsBuilder.fromUriString(endpoint.toString())
                        .queryParam("id_token_hint", "{token}")
                        .queryParam("client_id", "{client}")
                        .queryParam("post_logout_redirect_uri", "{back}")
                        .encode()
                        .buildAndExpand(Map.of(
                                "token", idToken,
                                "client", settings.clientId(),
                                "back", links.to(SIGNED_OUT)))
                        .toUri());
    }

    private ClientRegistration discover() {
        try {
            var described = RestClient.builder()
                    .requestFactory(requests())
                    .build()
                    .get()
                    .uri(URI.create(withoutSlash(settings.issuer()) + "/.well-known/openid-configuration"))
                    .retrieve()
                    .body(new ParameterizedTypeReference<Map<String, Object>>() {});
            if (described == null || !settings.issuer().equals(described.get("issuer"))) {
                log.error("The single sign-on provider's issuer differs from PORTAL_STAFF_SSO_ISSUER");
                throw new Unavailable(null);
            }
            return ClientRegistrations.fromOidcConfiguration(described)
                    .registrationId(ID)
                    .clientId(settings.clientId())
                    .clientSecret(settings.clientSecret())
                    .clientName(settings.name())
                    .scope(settings.scopes())
                    .redirectUri(links.to(CALLBACK))
                    .build();
        } catch (RestClientException | IllegalArgumentException e) {
            log.warn(
                    "The single sign-on provider cannot be reached: {}",
                    e.getClass().getSimpleName());
            throw new Unavailable(e);
        }
    }

    private static String withoutSlash(String issuer) {
        return issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    }
}
