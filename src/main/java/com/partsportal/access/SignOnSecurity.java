package com.partsportal.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.authentication.builders.AuthenticationManagerBuilder;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.web.SecurityFilterChain;

/** The chain for people who come back from the provider of single sign-on; there only where one is configured. */
@Configuration(proxyBeanMethods = false)
@Conditional(OnSingleSignOn.class)
class SignOnSecurity {

    @Bean
    @Order(9)
    SecurityFilterChain singleSignOn(
            HttpSecurity http,
            SessionContext sessions,
            SignOnProvider provider,
            SignOnTokens tokens,
            SignOnAnswers answers)
            throws Exception {
        // a refusal of the provider's word is final: otherwise it would be tried as a password next
        http.getSharedObject(AuthenticationManagerBuilder.class).parentAuthenticationManager(null);
        return WebSecurity.withoutForms(http)
                .securityMatcher(WebSecurity.anyOf(SignOnProvider.CALLBACK))
                .securityContext(context -> context.securityContextRepository(sessions))
                .headers(WebSecurity::strict)
                .oauth2Login(login -> login.loginPage("/login")
                        .clientRegistrationRepository(provider)
                        .authorizedClientRepository(new NoTokens())
                        .redirectionEndpoint(back -> back.baseUri(SignOnProvider.CALLBACK))
                        .tokenEndpoint(token -> token.accessTokenResponseClient(tokens.exchange()))
                        .userInfoEndpoint(claims -> claims.oidcUserService(tokens.claims()))
                        .successHandler(answers)
                        .failureHandler(answers))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    /** The portal asks the provider only who somebody is, so it keeps no token. */
    private static final class NoTokens implements OAuth2AuthorizedClientRepository {

        @Override
        public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
                String registration, Authentication principal, HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(
                OAuth2AuthorizedClient client,
                Authentication principal,
                HttpServletRequest request,
                HttpServletResponse response) {
            // never needed again
        }

        @Override
        public void removeAuthorizedClient(
                String registration,
                Authentication principal,
                HttpServletRequest request,
                HttpServletResponse response) {
            // there is none
        }
    }
}
