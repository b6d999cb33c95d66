package com.partsportal.part;

import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;

/**
 * Scales an image down. It is read with most of its pixels left out, so that a large one takes little memory; one that
 * unfolds to too many pixels is not read at all.
 */
final class SmallImage {

    /** Pixels of the longer side: twice as many as are shown, for screens that have them. */
    static final int LONGEST = 88;

    /** A sheet A0, scanned at 300 dots an inch. */
    private static final long MOST_PIXELS = 150_000_000;

    /** Readers of JPEG may hold a whole image. */
    private static final long MOST_PIXELS_OF_JPEG = 50_000_000;

    private SmallImage() {}

    /** A PNG of at most {@link #LONGEST} pixels each way; empty when the file is no image that can be read. */
    static Optional<byte[]> of(Path file) {
        try (var input = new FileImageInputStream(file.toFile())) {
            var readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                return Optional.empty();
            }
            var reader = readers.next();
            try {
                // Texts and colour profiles of an image can unfold as well.
                reader.setInput(input, true, true);
                return read(reader);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException broken) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> read(ImageReader reader) throws IOException {
        var width = reader.getWidth(0);
        var height = reader.getHeight(0);
        var most = reader.getFormatName().equalsIgnoreCase("png") ? MOST_PIXELS : MOST_PIXELS_OF_JPEG;
        if ((long) width * height > most) {
            return Optional.empty();
        }
        var step = Math.max(1, Math.max(width, height) / (2 * LONGEST));
        var options = reader.getDefaultReadParam();
        options.setSourceSubsampling(step, step, 0, 0);
        return Optional.of(png(reader.read(0, options)));
    }

    private static byte[] png(BufferedImage image) throws IOException {
        var scale = Math.min(1.0, (double) LONGEST / Math.max(image.getWidth(), image.getHeight()));
        var width = Math.max(1, (int) Math.round(image.getWidth() * scale));
        var height = Math.max(1, (int) Math.round(image.getHeight() * scale));
        var small = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        var graphics = small.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.drawImage(image, 0, 0, width, height, null);
        } finally {
            graphics.dispose();
        }
        var out = new ByteArrayOutputStream();
        ImageIO.write(small, "png", out);
        return out.toByteArray();
    }
}
