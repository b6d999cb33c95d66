package com.partsportal.part;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file that belongs to a part.
 *
 * @param part null for one that no part has yet
 * @param size in bytes
 */
public record DrawingRow(UUID id, @Nullable UUID part, String fileName, String mediaType, long size, Instant addedAt) {

    /** Whether every browser shows it; anything else is downloaded. */
    public boolean isViewable() {
        return DrawingType.isViewable(mediaType);
    }

    /** Whether it can be shown small beside the part. */
    public boolean isImage() {
        return mediaType.equals(DrawingType.PNG.mediaType()) || mediaType.equals(DrawingType.JPEG.mediaType());
    }

    /** The size for people: a number and its unit, rounded up. */
    public String sizeText() {
        return size < 1024 * 1024 ? (size + 1023) / 1024 + " KB" : (size + 1024 * 1024 - 1) / (1024 * 1024) + " MB";
    }
}
