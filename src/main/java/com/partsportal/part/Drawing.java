package com.partsportal.part;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A drawing whose content can be read.
 *
 * @param small gives a small PNG of it; empty when there is none
 */
public record Drawing(DrawingRow row, Content content, Supplier<Optional<byte[]>> small) {

    /** Gives the bytes in portions. */
    @FunctionalInterface
    public interface Content {

        /**
         * Writes all bytes and leaves the stream open.
         *
         * @throws IOException when the reader of the stream is gone
         */
        void writeTo(OutputStream out) throws IOException;
    }
}
