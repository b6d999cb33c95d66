package com.partsportal.insight;

import com.partsportal.shared.DatabaseTime;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * The gauges of what waits, what is stuck and what has failed, read once a minute, and the detail {@code jobs} of health, which
 * is up all the same. What happens is counted where it happens.
 */
@Component("jobsHealthIndicator")
class Measures implements HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(Measures.class);

    private static final MeasuresReport.Queue NOTHING = new MeasuresReport.Queue(0, 0);

    private final MeasuresReport report;
    private final Clock clock;
    private final MultiGauge invitations;
    private final MultiGauge undelivered;
    private final MultiGauge incidents;
    private final MultiGauge webhooks;
    private final MultiGauge imports;

    private volatile MeasuresReport.Queue waitingMails = NOTHING;
    private volatile MeasuresReport.Queue overdueJobs = NOTHING;
    private volatile long stuckMails;

    /** When the numbers were read last, in seconds since 1970; a value that stays behind says that they are old. */
    private volatile double readAt;

    Measures(MeasuresReport report, Clock clock, MeterRegistry meters) {
        this.report = report;
        this.clock = clock;
        invitations = byTag("portal.invitations", "Invitations by status", meters);
        undelivered = byTag("portal.invitations.undelivered", "Open invitations whose email did not arrive", meters);
        incidents = byTag("portal.incidents", "Jobs without retries by process", meters);
        webhooks = byTag("portal.webhooks", "Webhook deliveries waiting, given up in a day, endpoints off", meters);
        imports = byTag("portal.imports", "Imports of the last day by state", meters);
        gauge("portal.mail.waiting", "Emails that were not sent yet", meters, () -> waitingMails.number());
        gauge("portal.mail.waiting.seconds", "Age of the oldest of them", meters, () -> waitingMails.oldestSeconds());
        gauge("portal.mail.stuck", "Emails without retries", meters, () -> stuckMails);
        gauge("portal.jobs.overdue", "Jobs that are due and not taken", meters, () -> overdueJobs.number());
        gauge("portal.jobs.lag.seconds", "How late the oldest of them is", meters, () -> overdueJobs.oldestSeconds());
        gauge("portal.measured.at.seconds", "When these numbers were read", meters, () -> readAt);
    }

    private static MultiGauge byTag(String name, String description, MeterRegistry meters) {
        return MultiGauge.builder(name).description(description).register(meters);
    }

    private static void gauge(String name, String description, MeterRegistry meters, Supplier<Number> value) {
        Gauge.builder(name, value)
                .description(description)
                .strongReference(true)
                .register(meters);
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
    void read() {
        ignoringFailures(() -> {
            var now = DatabaseTime.now(clock);
            waitingMails = report.waitingMails(now);
            stuckMails = report.stuckMails();
            overdueJobs = report.overdueJobs(now);
            show(undelivered, "failure", report.undelivered());
            show(incidents, "process", report.incidents());
            show(webhooks, "state", report.webhooks(now));
            show(imports, "state", report.imports(now));
            readAt = now.getEpochSecond();
        });
    }

    @Scheduled(initialDelayString = "PT90S", fixedDelayString = "PT5M")
    void readAll() {
        ignoringFailures(() -> show(invitations, "status", report.invitations()));
    }

    private static void ignoringFailures(Runnable reading) {
        try {
            reading.run();
        } catch (DataAccessException | TransactionException e) {
            log.warn(
                    "the numbers behind the metrics are not known: {}",
                    e.getClass().getName());
        }
    }

    private static void show(MultiGauge gauge, String tag, Map<String, Long> numbers) {
        gauge.register(
                numbers.entrySet().stream()
                        .map(one -> MultiGauge.Row.of(Tags.of(tag, one.getKey()), one.getValue()))
                        .toList(),
                true);
    }

    @Override
    public Health health() {
        var health = Health.up();
        if (readAt > 0) {
            health.withDetail("readAt", Instant.ofEpochSecond((long) readAt))
                    .withDetail("overdue", overdueJobs.number())
                    .withDetail("lagSeconds", overdueJobs.oldestSeconds())
                    .withDetail("mailsWaiting", waitingMails.number())
                    .withDetail("mailsStuck", stuckMails);
        }
        return health.build();
    }
}
