package com.partsportal.insight;

import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which customers and invitations are looked at.
 *
 * @param vendor null: of all vendors
 * @param ranking its label; null: any
 * @param language null: any
 * @param days how far back, one of {@link #PERIODS}
 * @param zone in which weeks begin
 */
record InsightFilter(
        @Nullable UUID vendor,
        @Nullable String ranking,
        @Nullable String language,
        int days,
        Instant now,
        ZoneId zone) {

    /** Days that may be chosen; the second is the usual one. */
    static final int[] PERIODS = {30, 90, 365};

    /** From midnight on. */
    Instant from() {
        return now.atZone(zone)
                .toLocalDate()
                .minusDays(days - 1L)
                .atStartOfDay(zone)
                .toInstant();
    }
}
