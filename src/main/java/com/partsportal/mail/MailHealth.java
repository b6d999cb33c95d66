package com.partsportal.mail;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Detail {@code emails} of health and the gauge {@code portal.mail.circuit}: 1 while nothing is tried since the mail server gave
 * no answer several times in a row. It is up all the same: emails wait, and nothing else does.
 */
@Component("emailsHealthIndicator")
class MailHealth implements HealthIndicator {

    private final MailServer server;

    MailHealth(MailServer server, MeterRegistry meters) {
        this.server = server;
        Gauge.builder("portal.mail.circuit", this, health -> health.isPaused() ? 1 : 0)
                .description("1: the mail server is given a pause")
                .register(meters);
    }

    private boolean isPaused() {
        return server.circuit() != CircuitBreaker.State.CLOSED;
    }

    @Override
    public Health health() {
        return Health.up().withDetail("circuit", server.circuit().name()).build();
    }
}
