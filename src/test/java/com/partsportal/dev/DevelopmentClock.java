package com.partsportal.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.runtime.Job;

/** Moves the portal's clock, remembers how far, and lets the engine do at once what has become due. */
final class DevelopmentClock {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final MovableClock clock;
    private final ProcessEngine engine;
    private final Path file;

    DevelopmentClock(MovableClock clock, ProcessEngine engine, Path file) {
        this.clock = clock;
        this.engine = engine;
        this.file = file;
    }

    /** The clock that goes on from where it was when the portal stopped. */
    static MovableClock continued(Path file) {
        var clock = new MovableClock();
        try {
            if (Files.exists(file)) {
                clock.setOffset(Duration.parse(Files.readString(file).strip()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return clock;
    }

    Instant now() {
        return clock.instant();
    }

    boolean moved() {
        return !clock.offset().isZero();
    }

    void oneDayOn() {
        move(clock.offset().plusDays(1));
    }

    /** Moves to the next timer of any process, if there is one. */
    void toNextTimer() {
        nextTimer()
                .ifPresent(due ->
                        move(clock.offset().plus(Duration.between(now(), due)).plusSeconds(1)));
    }

    Optional<Instant> nextTimer() {
        return management()
                .createJobQuery()
                .timers()
                .active()
                .duedateHigherThan(Date.from(now()))
                .orderByJobDuedate()
                .asc()
                .listPage(0, 1)
                .stream()
                .findFirst()
                .map(Job::getDuedate)
                .map(Date::toInstant);
    }

    private void move(Duration offset) {
        clock.setOffset(offset);
        try {
            Files.writeString(file, offset.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitWhatIsDue();
    }

    /** So that the page shown next has the mails of the timers that have just become due. */
    private void awaitWhatIsDue() {
        var executor = ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getJobExecutor();
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until && due() > 0) {
            executor.jobWasAdded();
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private long due() {
        return management().createJobQuery().executable().active().count();
    }

    private ManagementService management() {
        return engine.getManagementService();
    }
}
