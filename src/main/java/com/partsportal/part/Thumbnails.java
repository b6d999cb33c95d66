package com.partsportal.part;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Small images of drawings, made once, when somebody looks at them for the first time. */
@Component
class Thumbnails {

    /** So many are made at a time: each takes a core and some memory. */
    private static final int AT_A_TIME = 2;

    private static final int LONGEST_WAIT = 10;

    private final ThumbnailRepository thumbnails;
    private final DrawingStore store;
    private final Semaphore turns = new Semaphore(AT_A_TIME, true);

    Thumbnails(ThumbnailRepository thumbnails, DrawingStore store) {
        this.thumbnails = thumbnails;
        this.store = store;
    }

    /** A PNG; empty for what is no image that can be read in bounded memory. */
    Optional<byte[]> of(DrawingRow row) {
        if (!row.isImage()) {
            return Optional.empty();
        }
        return kept(row.id()).or(() -> inTurn(row)).filter(content -> content.length > 0);
    }

    private Optional<byte[]> kept(UUID drawing) {
        return thumbnails.findById(drawing).map(Thumbnail::content);
    }

    private Optional<byte[]> inTurn(DrawingRow row) {
        try {
            if (!turns.tryAcquire(LONGEST_WAIT, TimeUnit.SECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        try {
            return kept(row.id()).or(() -> Optional.of(made(row)));
        } finally {
            turns.release();
        }
    }

    private byte[] made(DrawingRow row) {
        try {
            var file = Files.createTempFile("drawing-", null);
            try {
                try (var out = Files.newOutputStream(file)) {
                    store.writeTo(row.id(), out);
                }
                var content = SmallImage.of(file).orElse(new byte[0]);
                thumbnails.keep(row.id(), content);
                return content;
            } finally {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
