package com.partsportal.customerimport;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far an import has come.
 *
 * @param invite whether its customers are invited at once
 * @param processed rows that have their outcome, refused ones included
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

    /** As queries make it. */
    ImportProgress(
            UUID id,
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
        this(
                new ImportId(id),
                state,
                dryRun,
                invite,
                total,
                processed,
                created,
                invited,
                rejected,
                startedAt,
                finishedAt);
    }

    /** What becomes of a file. */
    @Schema(name = "ImportState")
    public enum State {
        /** It waits for a person's confirmation. */
        PREVIEW,
        RUNNING,
        /** Every row has its outcome. */
        DONE,
        /** Row after row failed; what is left was not tried. */
        FAILED
    }

    /** Rows without a fault that wait for their outcome. */
    public long ready() {
        return total - processed;
    }

    /** Rows with an outcome, 0 to 100, rounded down; 100 for a file without rows. */
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
