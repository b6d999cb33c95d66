package com.partsportal.dev;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.camunda.bpm.engine.impl.util.ClockUtil;

/** The portal's clock, in UTC, that can be moved forward; the engine's clock goes with it. It keeps running from where it was moved to. */
public final class MovableClock extends Clock {

    private final Clock system = Clock.systemUTC();
    private volatile Duration offset = Duration.ZERO;

    @Override
    public Instant instant() {
        return system.instant().plus(offset);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the portal's clock is UTC");
    }

    /** How far this clock is ahead of the machine's. */
    public Duration offset() {
        return offset;
    }

    public void advance(Duration by) {
        setOffset(offset.plus(by));
    }

    /** Moves to that instant; from there the clock keeps running. The engine's has reached it, too, though it knows milliseconds only. */
    public void moveTo(Instant instant) {
        setOffset(Duration.between(system.instant().truncatedTo(ChronoUnit.MILLIS), instant));
    }

    /** In milliseconds, as the engine counts them; what is less than one is rounded up. */
    public void setOffset(Duration newOffset) {
        offset = Duration.ofMillis(newOffset.plusNanos(999_999).toMillis());
        if (offset.isZero()) {
            ClockUtil.reset();
        } else {
            ClockUtil.offset(offset.toMillis());
        }
    }

    /** Back to the machine's time. */
    public void reset() {
        setOffset(Duration.ZERO);
    }
}
