package com.partsportal.access;

import com.partsportal.account.SignIn;
import com.partsportal.account.SignInFailures;
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
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.session.web.http.CookieSerializer;

/**
 * The chains of web security: static files, Camunda's web apps, the API, the actuator, the API's description, and last our own pages. All of
 * them use the table of {@link Routes}. A chain with an order below 0 comes before them.
 */
@Configuration(proxyBeanMethods = false)
class WebSecurity {

    /** Of our own pages: nothing inline, nothing from elsewhere. */
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            + "font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /** Of answers that are data and no page. */
    static final String API_POLICY = "default-src 'none'; frame-ancestors 'none'";

    /** Swagger UI writes styles into its elements. */
    private static final String API_DOCS_POLICY =
            POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");

    /** Signs out at the provider of single sign-on. */
    static final String SIGN_OUT_THERE = "/login/sso/sign-out";

    private static final PathPatternRequestMatcher.Builder PATHS = PathPatternRequestMatcher.withDefaults();

    private final RouteAuthorization routes = new RouteAuthorization();

    @Bean
    CookieSerializer sessionCookie(Links links) {
        var cookie = new SessionCookie(anyOf(Routes.STATIC));
        cookie.setCookieName(cookieName("portal-session", links));
        cookie.setCookiePath("/");
        cookie.setUseHttpOnlyCookie(true);
        cookie.setSameSite("Lax");
        cookie.setUseSecureCookie(links.isHttps());
        return cookie;
    }

    /** In a cookie, so that a form makes no session; not the name that Camunda's web apps use. */
    @Bean
    CsrfTokenRepository csrfTokens(Links links) {
        var tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName(cookieName("portal-csrf", links));
        tokens.setCookiePath("/");
        tokens.setCookieCustomizer(
                cookie -> cookie.httpOnly(true).sameSite("Lax").secure(links.isHttps()));
        return tokens;
    }

    /** Behind TLS with the prefix that binds a cookie to this host alone (RFC 6265bis); browsers refuse it over plain http. */
    private static String cookieName(String name, Links links) {
        return links.isHttps() ? "__Host-" + name : name;
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
    SecurityFilterChain camunda(HttpSecurity http, SessionContext sessions, SignIn signIn, EngineAnswers answers)
            throws Exception {
        var calls = PATHS.matcher("/camunda/api/**");
        return withoutForms(http)
                .securityMatcher(PATHS.matcher("/camunda/**"))
                .securityContext(context -> context.securityContextRepository(sessions))
                .addFilterAfter(new EngineRequestFilter(answers), AuthorizationFilter.class)
                .headers(headers -> headers.cacheControl(Customizer.withDefaults()))
                .authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                                .permitAll()
                                .anyRequest()
                                .access(routes))
                .exceptionHandling(refused -> refused.defaultAuthenticationEntryPointFor(
                                Refusals.bareUnauthorized(), calls)
                        .defaultAuthenticationEntryPointFor(Refusals.signInFirst(), PATHS.matcher("/camunda/**"))
                        .defaultAccessDeniedHandlerFor(answers.forbidden(), calls)
                        .defaultAccessDeniedHandlerFor(Refusals.wrongRole(), PATHS.matcher("/camunda/**")))
                .logout(logout -> logout.logoutRequestMatcher(
                                PATHS.matcher(HttpMethod.POST, "/camunda/api/admin/auth/user/{engine}/logout"))
                        .invalidateHttpSession(false) // it is, by the next line
                        .addLogoutHandler(signOut(signIn))
                        .logoutSuccessHandler(status(HttpStatus.NO_CONTENT)))
                .build();
    }

    /** Stateless: no cookie is issued or accepted. */
    @Bean
    @Order(2)
    SecurityFilterChain api(
            HttpSecurity http,
            PasswordAuthentication passwords,
            ApiKeys keys,
            Vendors vendors,
            SignInFailures failures,
            Links links)
            throws Exception {
        return withoutForms(http)
                .securityMatcher(PATHS.matcher("/api/**"))
                .securityContext(
                        context -> context.securityContextRepository(new RequestAttributeSecurityContextRepository()))
                .authenticationManager(passwords)
                .httpBasic(basic -> basic.authenticationEntryPoint(Refusals.apiUnauthorized())
                        .authenticationDetailsSource(PasswordAuthentication.Call::new))
                .addFilterBefore(new CrossSiteFilter(links), BasicAuthenticationFilter.class)
                .addFilterBefore(new ApiKeyFilter(keys, vendors, failures), BasicAuthenticationFilter.class)
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(API_POLICY)))
                .authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                                .permitAll()
                                .anyRequest()
                                .access(routes))
                .exceptionHandling(refused -> refused.authenticationEntryPoint(Refusals.apiUnauthorized())
                        .accessDeniedHandler(Refusals.apiForbidden()))
                .build();
    }

    /** On a management port of its own everything is open to all who reach that port. */
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
                        .authenticationDetailsSource(PasswordAuthentication.Call::new)
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
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(API_DOCS_POLICY)))
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
                .addFilterBefore(new OrganisationCheck(), AuthorizationFilter.class)
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
                        .invalidateHttpSession(false) // it is, by the next line
                        .addLogoutHandler(signOut(signIn))
                        .logoutSuccessHandler((request, response, user) -> {
                            response.setStatus(HttpStatus.SEE_OTHER.value());
                            response.setHeader(
                                    "Location",
                                    request.getContextPath()
                                            + (ProviderSession.isToEnd(request) ? SIGN_OUT_THERE : "/login?signedout"));
                        }))
                .build();
    }

    static HttpSecurity withoutForms(HttpSecurity http) throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.NEVER));
    }

    static void strict(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(csp -> csp.policyDirectives(POLICY));
    }

    /** A session that began at the provider of single sign-on is to end there as well. */
    private static LogoutHandler signOut(SignIn signIn) {
        return (request, response, user) -> {
            var provider = ProviderSession.kept(request);
            signIn.signOut(request, response);
            provider.ifPresent(session -> session.endNext(request));
        };
    }

    private static LogoutSuccessHandler status(HttpStatus status) {
        return (request, response, user) -> response.setStatus(status.value());
    }

    static RequestMatcher anyOf(String... patterns) {
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
