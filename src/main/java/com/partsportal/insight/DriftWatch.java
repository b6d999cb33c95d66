package com.partsportal.insight;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Looks for drift every ten minutes, for the metric {@code portal.drift} by kind and the detail {@code drift} of health, which
 * is up all the same: no node gets better by being restarted.
 */
@Component("driftHealthIndicator")
class DriftWatch implements HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(DriftWatch.class);

    private final Drifts drifts;
    private final Clock clock;
    private volatile Seen seen = new Seen(null, Map.of());

    private record Seen(@Nullable Instant at, Map<DriftKind, Integer> numbers) {}

    DriftWatch(Drifts drifts, Clock clock, MeterRegistry meters) {
        this.drifts = drifts;
        this.clock = clock;
        for (var kind : DriftKind.values()) {
            Gauge.builder("portal.drift", () -> seen.numbers().getOrDefault(kind, 0))
                    .description("Disagreements between rows and engine, at most 1000 of a kind are counted")
                    .tag("kind", kind.name())
                    .register(meters);
        }
    }

    @Scheduled(initialDelayString = "PT3M", fixedDelayString = "PT10M")
    void compare() {
        try {
            var numbers = new EnumMap<DriftKind, Integer>(DriftKind.class);
            drifts.all().forEach((kind, found) -> numbers.put(kind, found.size()));
            seen = new Seen(clock.instant(), numbers);
            if (numbers.values().stream().anyMatch(number -> number > 0)) {
                log.warn("rows and engine disagree: {}", numbers);
            }
        } catch (DataAccessException | TransactionException e) {
            log.warn("drift is not known: {}", e.getClass().getName());
        }
    }

    @Override
    public Health health() {
        var health = Health.up();
        var now = seen;
        if (now.at() != null) {
            health.withDetail("lookedAt", now.at());
        }
        now.numbers().forEach((kind, number) -> health.withDetail(kind.name(), number));
        return health.build();
    }
}
