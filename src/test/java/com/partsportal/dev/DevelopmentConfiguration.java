package com.partsportal.dev;

import java.nio.file.Path;
import java.time.Clock;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;

/** What {@link DevelopmentRun} adds to the portal; given to it by name, never found by a scan. */
@TestConfiguration(proxyBeanMethods = false)
class DevelopmentConfiguration {

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
                    + "form-action 'self'; frame-src 'self'; base-uri 'none'; frame-ancestors 'none'";

    @Bean
    @Primary
    MovableClock movableClock(@Value("${portal.dev.data}") Path data) {
        return DevelopmentClock.continued(data.resolve("clock"));
    }

    @Bean
    DevelopmentClock developmentClock(
            MovableClock clock, ProcessEngine engine, @Value("${portal.dev.data}") Path data) {
        return new DevelopmentClock(clock, engine, data.resolve("clock"));
    }

    @Bean
    KeptMails keptMails(@Value("${portal.dev.data}") Path data, Clock clock) {
        return new KeptMails(data.resolve("mails"), clock);
    }

    @Bean
    @ConditionalOnProperty("portal.dev.mail-server")
    DevelopmentMailServer developmentMailServer(@Value("${spring.mail.port}") int port, KeptMails mails) {
        return new DevelopmentMailServer(port, mails);
    }

    @Bean
    MailboxController mailboxController(KeptMails mails, DevelopmentClock clock) {
        return new MailboxController(mails, clock);
    }

    /** The mailbox is for everybody who runs the portal on his own machine; its two buttons still want a token. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain developmentPages(HttpSecurity http) throws Exception {
        var tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName("dev-csrf");
        tokens.setCookiePath("/dev");
        return http.securityMatcher("/dev/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(csrf -> csrf.csrfTokenRepository(tokens))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .headers(headers -> headers.frameOptions(options -> options.sameOrigin())
                        .contentSecurityPolicy(policy -> policy.policyDirectives(POLICY)))
                .build();
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> addresses(Environment environment) {
        return event -> System.out.println(Welcome.text(environment));
    }
}
