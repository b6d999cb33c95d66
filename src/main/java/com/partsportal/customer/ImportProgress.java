package com.partsportal.customer;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far an import has come.
 *
 * @param invite whether its customers are invited at once
 * @param processed rows that have their outcome, refused ones included
 * @param ready rows without a fault that wait
 * @param startedAt null for a preview and a dry run
 */
public record ImportProgress(
        ImportId id,
        State state,
        boolean dryRun,
        boolean invite,
        long total,
        long processed,
        long created,
        long invited,
        long rejected,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    /** What becomes of a file. */
    public enum State {
        /** It waits for a person's yes. */
        PREVIEW,
        RUNNING,
        /** Every row has its outcome. */
        DONE,
        /** Row after row failed; what is left was not tried. */
        FAILED
    }

    public long ready() {
        return total - processed;
    }

    public long percent() {
        return total == 0 ? 100 : processed * 100 / total;
    }

    /** Customers made in a second so far; 0 when nothing can be said. */
    public long perSecond(Instant now) {
        if (startedAt == null) {
            return 0;
        }
        var took = Duration.between(startedAt, finishedAt == null ? now : finishedAt)
                .toMillis();
        return took <= 0 ? 0 : Math.round(created * 1000.0 / took);
    }
}
