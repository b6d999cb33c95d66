package com.partsportal.testing;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.web.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.MapPropertySource;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configurers.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

/**
 * A real provider of single sign-on: Spring Authorization Server in a small context of its own, on another host name than the
 * portal, so that cookies and origins are as foreign as they are outside. Started by the first test that wants it; it goes with
 * the JVM.
 */
public final class IdentityProvider {

    /** The portal's id and secret there. */
    public static final String CLIENT = "parts-portal";

    public static final String SECRET = "between-portal-and-provider";

    /** Of everybody there. */
    public static final String PASSWORD = "known to the provider alone";

    private static final Map<String, Entry> PEOPLE = new ConcurrentHashMap<>();
    private static final String ISSUER = "http://127.0.0.1:" + freePort();
    private static final AnnotationConfigServletWebServerApplicationContext CONTEXT = start();

    private IdentityProvider() {}

    /** One person there, as the ID token tells it. */
    private record Entry(String subject, Map<String, Object> claims) {}

    /** Its address. */
    public static String issuer() {
        return ISSUER;
    }

    /** From now on it knows the portal at this address. */
    public static void admit(String portal) {
        CONTEXT.getBean(InMemoryRegisteredClientRepository.class)
                .save(RegisteredClient.withId(CLIENT)
                        .clientId(CLIENT)
                        .clientSecret("{noop}" + SECRET)
                        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                        .redirectUri(portal + "/login/sso/callback")
                        .postLogoutRedirectUri(portal + "/login/sso/signed-out")
                        .scope("openid")
                        .scope("email")
                        .scope("profile")
                        .clientSettings(
                                ClientSettings.builder().requireProofKey(true).build())
                        .build());
    }

    /** Enters somebody under a new subject, or anew; signs in with that name and {@link #PASSWORD}. */
    public static void enter(String name, String email, boolean verified, String... groups) {
        enter(name, Map.of("email", email, "email_verified", verified, "groups", List.of(groups)));
    }

    /** Enters somebody under a new subject, with these claims; a claim of the token itself is forged. */
    public static void enter(String name, Map<String, Object> claims) {
        PEOPLE.put(name, new Entry(UUID.randomUUID().toString(), claims));
    }

    /** Changes what it says of somebody whom it knows; the subject stays. */
    public static void change(String name, Map<String, Object> claims) {
        PEOPLE.computeIfPresent(name, (same, entry) -> new Entry(entry.subject(), claims));
    }

    private static AnnotationConfigServletWebServerApplicationContext start() {
        var context = new AnnotationConfigServletWebServerApplicationContext();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "provider",
                        Map.of(
                                "server.port",
                                ISSUER.substring(ISSUER.lastIndexOf(':') + 1),
                                // without any servlet Tomcat asks no filter
                                "server.servlet.register-default-servlet",
                                true)));
        context.register(Server.class);
        context.refresh();
        return context;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Named as a source, and no component, so that the portal's scan does not find it. */
    @EnableWebSecurity
    @ImportAutoConfiguration(ServletWebServerFactoryAutoConfiguration.class)
    static class Server {

        @Bean
        @Order(1)
        SecurityFilterChain protocol(HttpSecurity http) throws Exception {
            var server = OAuth2AuthorizationServerConfigurer.authorizationServer();
            return http.securityMatcher(server.getEndpointsMatcher())
                    .with(server, it -> it.oidc(Customizer.withDefaults()))
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .exceptionHandling(
                            refused -> refused.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint("/login")))
                    .build();
        }

        @Bean
        @Order(2)
        SecurityFilterChain people(HttpSecurity http) throws Exception {
            return http.csrf(AbstractHttpConfigurer::disable)
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .formLogin(Customizer.withDefaults())
                    .build();
        }

        @Bean
        UserDetailsService directory() {
            return name -> {
                if (!PEOPLE.containsKey(name)) {
                    throw new UsernameNotFoundException(name);
                }
                return User.withUsername(name).password("{noop}" + PASSWORD).build();
            };
        }

        @Bean
        InMemoryRegisteredClientRepository clients() {
            return new InMemoryRegisteredClientRepository(RegisteredClient.withId("nobody")
                    .clientId("nobody")
                    .clientSecret("{noop}nothing")
                    .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                    .build());
        }

        @Bean
        AuthorizationServerSettings settings() {
            return AuthorizationServerSettings.builder().issuer(ISSUER).build();
        }

        @Bean
        OAuth2TokenCustomizer<JwtEncodingContext> claims() {
            return context -> {
                var person = PEOPLE.get(context.getPrincipal().getName());
                Consumer<Map<String, Object>> of = claims -> {
                    claims.put("sub", person.subject());
                    claims.putAll(person.claims());
                };
                context.getClaims().claims(of);
            };
        }

        /** For the access token that its user info endpoint takes. */
        @Bean
        JwtDecoder tokens(JWKSource<SecurityContext> keys) {
            return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
        }

        @Bean
        JWKSource<SecurityContext> keys() throws NoSuchAlgorithmException {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            var pair = generator.generateKeyPair();
            return new ImmutableJWKSet<>(new JWKSet(new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                    .privateKey(pair.getPrivate())
                    .keyID("provider")
                    .build()));
        }
    }
}
