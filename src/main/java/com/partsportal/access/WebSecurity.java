package com.partsportal.access;

import com.partsportal.account.SignIn;
import com.partsportal.shared.Links;
import com.partsportal.vendor.ApiKeys;
import com.partsportal.vendor.Vendors;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

/**
 * The chains of web security: static files, Camunda's web apps, the API, the actuator, the API's description, and last our own pages. All of
 * them ask the table of {@link Routes}. A chain with an order below 0 comes before them.
 */
@Configuration(proxyBeanMethods = false)
class WebSecurity {

    /** Of our own pages: nothing inline, nothing from elsewhere. */
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            + "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /** Swagger UI writes styles into its elements. */
    private static final String API_DOCS_POLICY =
            POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");

    private static final PathPatternRequestMatcher.Builder PATHS = PathPatternRequestMatcher.withDefaults();

    private final RouteAuthorization routes = new RouteAuthorization();

    @Bean
    CookieSerializer sessionCookie(Links links) {
        var cookie = new DefaultCookieSerializer();
        cookie.setCookieName("portal-session");
        cookie.setUseHttpOnlyCookie(true);
        cookie.setSameSite("Lax");
        cookie.setUseSecureCookie(isBehindTls(links));
        return cookie;
    }

    /** In a cookie, so that a form makes no session; not the name that Camunda's web apps use. */
    @Bean
    CsrfTokenRepository csrfTokens(Links links) {
        var tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName("portal-csrf");
        tokens.setCookiePath("/");
        tokens.setCookieCustomizer(
                cookie -> cookie.httpOnly(true).sameSite("Lax").secure(isBehindTls(links)));
        return tokens;
    }

    private static boolean isBehindTls(Links links) {
        return links.to("/").startsWith("https:");
    }

    /** Static files: no session is looked at, and they may be cached. */
    @Bean
    @Order(0)
    SecurityFilterChain staticFiles(HttpSecurity http) throws Exception {
        return withoutForms(http)
                .securityMatcher(anyOf(Routes.STATIC))
                .securityContext(AbstractHttpConfigurer::disable)
                .headers(headers -> {
                    strict(headers);
                    headers.cacheControl(HeadersConfigurer.CacheControlConfig::disable);
                })
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    /** Camunda's web apps send their own policy and check their own CSRF token. */
    @Bean
    @Order(1)
    SecurityFilterChain camunda(HttpSecurity http, SessionContext sessions, SignIn signIn) throws Exception {
        var calls = PATHS.matcher("/camunda/api/**");
        return withoutForms(http)
                .securityMatcher(PATHS.matcher("/camunda/**"))
                .securityContext(context -> context.securityContextRepository(sessions))
                .headers(headers -> headers.cacheControl(Customizer.withDefaults()))
                .authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                                .permitAll()
                                .anyRequest()
                                .access(routes))
                .exceptionHandling(refused -> refused.defaultAuthenticationEntryPointFor(
                                Refusals.bareUnauthorized(), calls)
                        .defaultAuthenticationEntryPointFor(Refusals.signInFirst(), PATHS.matcher("/camunda/**"))
                        .defaultAccessDeniedHandlerFor(Refusals.bareForbidden(), calls)
                        .defaultAccessDeniedHandlerFor(Refusals.wrongRole(), PATHS.matcher("/camunda/**")))
                .logout(logout -> logout.logoutRequestMatcher(
                                PATHS.matcher(HttpMethod.POST, "/camunda/api/admin/auth/user/{engine}/logout"))
                        .addLogoutHandler((request, response, user) -> signIn.signOut(request, response))
                        .logoutSuccessHandler(status(HttpStatus.NO_CONTENT)))
                .build();
    }

    /** Stateless: no cookie is issued or accepted. */
    @Bean
    @Order(2)
    SecurityFilterChain api(HttpSecurity http, PasswordAuthentication passwords, ApiKeys keys, Vendors vendors)
            throws Exception {
        return withoutForms(http)
                .securityMatcher(PATHS.matcher("/api/**"))
                .securityContext(
                        context -> context.securityContextRepository(new RequestAttributeSecurityContextRepository()))
                .authenticationManager(passwords)
                .httpBasic(basic -> basic.authenticationEntryPoint(Refusals.apiUnauthorized()))
                .addFilterBefore(new ApiKeyFilter(keys, vendors), BasicAuthenticationFilter.class)
                .headers(headers -> headers.contentSecurityPolicy(
                                csp -> csp.policyDirectives("default-src 'none'; frame-ancestors 'none'"))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER)))
                .authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                                .permitAll()
                                .anyRequest()
                                .access(routes))
                .exceptionHandling(refused -> refused.authenticationEntryPoint(Refusals.apiUnauthorized())
                        .accessDeniedHandler(Refusals.apiForbidden()))
                .build();
    }

    /** On a management port of its own everything is open to whoever reaches that port. */
    @Bean
    @Order(3)
    SecurityFilterChain actuator(
            HttpSecurity http, SessionContext sessions, PasswordAuthentication passwords, Environment environment)
            throws Exception {
        return withoutForms(http)
                .securityMatcher(PATHS.matcher("/actuator/**"))
                .securityContext(context -> context.securityContextRepository(sessions))
                .authenticationManager(passwords)
                .httpBasic(basic -> basic.authenticationEntryPoint(Refusals.apiUnauthorized())
                        .securityContextRepository(new RequestAttributeSecurityContextRepository()))
                .authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                                .permitAll()
                                .requestMatchers(onManagementPort(environment))
                                .permitAll()
                                .anyRequest()
                                .access(routes))
                .exceptionHandling(refused -> refused.authenticationEntryPoint(Refusals.apiUnauthorized())
                        .accessDeniedHandler(Refusals.wrongRole()))
                .build();
    }

    /** The pages of the API's description; nothing of them can be posted. */
    @Bean
    @Order(4)
    SecurityFilterChain apiDocs(HttpSecurity http, SessionContext sessions) throws Exception {
        return withoutForms(http)
                .securityMatcher(anyOf("/swagger-ui/**", "/swagger-ui.html", "/v3/api-docs/**", "/v3/api-docs.yaml"))
                .securityContext(context -> context.securityContextRepository(sessions))
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(API_DOCS_POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER)))
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .anyRequest()
                        .access(routes))
                .exceptionHandling(refused -> refused.authenticationEntryPoint(Refusals.signInFirst())
                        .accessDeniedHandler(Refusals.wrongRole()))
                .build();
    }

    @Bean
    @Order(10)
    SecurityFilterChain pages(HttpSecurity http, SessionContext sessions, SignIn signIn, CsrfTokenRepository csrfTokens)
            throws Exception {
        return http.securityContext(context -> context.securityContextRepository(sessions))
                .addFilterAfter(new NewTerms.Gate(), AuthorizationFilter.class)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.NEVER))
                .requestCache(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .csrf(csrf -> csrf.csrfTokenRepository(csrfTokens))
                .headers(WebSecurity::strict)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ERROR, DispatcherType.ASYNC, DispatcherType.FORWARD)
                        .permitAll()
                        .anyRequest()
                        .access(routes))
                .exceptionHandling(refused -> refused.authenticationEntryPoint(Refusals.signInFirst())
                        .accessDeniedHandler(Refusals.wrongRole()))
                .logout(logout -> logout.logoutRequestMatcher(PATHS.matcher(HttpMethod.POST, "/logout"))
                        .addLogoutHandler((request, response, user) -> signIn.signOut(request, response))
                        .logoutSuccessHandler((request, response, user) -> {
                            response.setStatus(HttpStatus.SEE_OTHER.value());
                            response.setHeader("Location", request.getContextPath() + "/login?signedout");
                        }))
                .build();
    }

    private static HttpSecurity withoutForms(HttpSecurity http) throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.NEVER));
    }

    private static void strict(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(csp -> csp.policyDirectives(POLICY))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER));
    }

    private static LogoutSuccessHandler status(HttpStatus status) {
        return (request, response, user) -> response.setStatus(status.value());
    }

    private static RequestMatcher anyOf(String... patterns) {
        var matchers = Arrays.stream(patterns).map(PATHS::matcher).toList();
        return request -> matchers.stream().anyMatch(matcher -> matcher.matches(request));
    }

    private static RequestMatcher onManagementPort(Environment environment) {
        return (HttpServletRequest request) -> {
            var management = environment.getProperty("local.management.port", Integer.class);
            var pages = environment.getProperty("local.server.port", Integer.class);
            return management != null && !management.equals(pages) && management == request.getLocalPort();
        };
    }
}
