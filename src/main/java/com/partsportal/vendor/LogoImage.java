package com.partsportal.vendor;

import com.partsportal.shared.InvalidValue;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;

/**
 * Makes a small PNG of the image that somebody chose as a logo: nothing else of the file is kept. An image that unfolds to
 * too many pixels is not read at all.
 */
final class LogoImage {

    /** Bytes of the file. */
    static final int LARGEST = 1 << 20;

    private static final int LONGEST_SIDE = 192;
    private static final long MOST_PIXELS = 16_000_000;
    private static final Set<String> FORMATS = Set.of("png", "jpeg");

    private LogoImage() {}

    /** @throws InvalidValue for field {@code logo} when it is too large or no PNG or JPEG */
    static byte[] of(byte[] file) {
        if (file.length > LARGEST) {
            throw new InvalidValue("logo", "vendor.card.logo.large");
        }
        try (var input = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
            var readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                throw unreadable();
            }
            var reader = readers.next();
            try {
                // texts and colour profiles of an image can unfold as well
                reader.setInput(input, true, true);
                if (!FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                    throw unreadable();
                }
                if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS) {
                    throw new InvalidValue("logo", "vendor.card.logo.large");
                }
                return png(reader.read(0));
            } finally {
                reader.dispose();
            }
        } catch (InvalidValue refused) {
            throw refused;
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException broken) {
            throw unreadable();
        }
    }

    private static InvalidValue unreadable() {
        return new InvalidValue("logo", "vendor.card.logo.bad");
    }

    private static byte[] png(BufferedImage image) throws IOException {
        var scale = Math.min(1.0, (double) LONGEST_SIDE / Math.max(image.getWidth(), image.getHeight()));
        var width = Math.max(1, (int) Math.round(image.getWidth() * scale));
        var height = Math.max(1, (int) Math.round(image.getHeight() * scale));
        var small = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        var graphics = small.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            graphics.drawImage(image, 0, 0, width, height, null);
        } finally {
            graphics.dispose();
        }
        var out = new ByteArrayOutputStream();
        ImageIO.write(small, "png", out);
        return out.toByteArray();
    }
}
