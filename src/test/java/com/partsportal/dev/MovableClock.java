package com.partsportal.dev;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
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

    /** Moves to that instant; from there the clock keeps running. */
    public void moveTo(Instant instant) {
        setOffset(Duration.between(system.instant(), instant));
    }

    public void setOffset(Duration newOffset) {
        offset = newOffset;
        if (newOffset.isZero()) {
            ClockUtil.reset();
        } else {
            ClockUtil.offset(newOffset.toMillis());
        }
    }

    /** Back to the machine's time. */
    public void reset() {
        setOffset(Duration.ZERO);
    }
}
