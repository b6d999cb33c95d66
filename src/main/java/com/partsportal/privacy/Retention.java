package com.partsportal.privacy;

import com.partsportal.shared.DatabaseTime;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes away each night (03:30 UTC) what is older than {@link RetentionSettings} allow. Each node does so; what another
 * one has done already costs nothing.
 */
@Component
class Retention {

    private static final Logger log = LoggerFactory.getLogger(Retention.class);

    private final List<PersonalData> modules;
    private final RetentionSettings settings;
    private final PrivacyEventRepository events;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Retention(
            List<PersonalData> modules,
            RetentionSettings settings,
            PrivacyEventRepository events,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Clock clock) {
        this.modules = modules;
        this.settings = settings;
        this.events = events;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** One transaction for each module; one that fails does not keep the others from it. */
    @Scheduled(cron = "0 30 3 * * *", zone = "UTC")
    void apply() {
        var expiring = new RetentionStatements(jdbc, settings, DatabaseTime.now(clock));
        for (var module : modules) {
            try {
                transactions.executeWithoutResult(status -> {
                    events.allowErasure("allowed");
                    module.expire(expiring);
                    events.allowErasure("");
                });
            } catch (RuntimeException failed) {
                log.error("Retention failed in {}", module.getClass().getSimpleName(), failed);
            }
        }
    }
}
