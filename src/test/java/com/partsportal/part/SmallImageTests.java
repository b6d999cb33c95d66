package com.partsportal.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images of any size become small ones; what is none, or unfolds to too much, becomes nothing. */
class SmallImageTests {

    @TempDir
    Path folder;

    @Test
    void scalesWithoutStretching() throws IOException {
        for (var format : new String[] {"png", "jpg"}) {
            var image = new BufferedImage(1600, 800, BufferedImage.TYPE_INT_RGB);
            var graphics = image.createGraphics();
            graphics.setColor(Color.RED);
            graphics.fillRect(0, 0, 1600, 800);
            graphics.dispose();

            var small = shown(image, format);

            assertThat(small.getWidth()).isEqualTo(SmallImage.LONGEST);
            assertThat(small.getHeight()).isEqualTo(SmallImage.LONGEST / 2);
            assertThat(new Color(small.getRGB(40, 20)).getRed()).isGreaterThan(240);
        }
    }

    /** As print shops write it, also by Adobe's programs, which turn the colours round. */
    @Test
    void coloursOfPrintingAreShownToo() throws IOException {
        var raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 200, 100, 4, null);
        for (var at = 0; at < 200 * 100; at++) {
            raster.setPixel(at % 200, at / 200, new int[] {255, 0, 0, 255});
        }
        var content = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var out = ImageIO.createImageOutputStream(content)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(raster, null, null), null);
        }
        var plain = content.toByteArray();
        var adobe = new ByteArrayOutputStream();
        adobe.write(plain, 0, 2);
        adobe.write(HexFormat.of().parseHex("ffee000e41646f62650064000000000000"), 0, 16);
        adobe.write(plain, 2, plain.length - 2);

        for (var file : List.of(plain, adobe.toByteArray())) {
            var small = ImageIO.read(
                    new ByteArrayInputStream(SmallImage.of(file(file)).orElseThrow()));
            assertThat(small.getWidth()).isEqualTo(SmallImage.LONGEST);
            assertThat(new Color(small.getRGB(40, 20)).getRed()).isGreaterThan(200);
            assertThat(new Color(small.getRGB(40, 20)).getBlue()).isLessThan(50);
        }
    }

    @Test
    void aSmallOneStaysAsItIsWithWhatIsTransparent() throws IOException {
        var small = shown(new BufferedImage(20, 30, BufferedImage.TYPE_INT_ARGB), "png");

        assertThat(small.getWidth()).isEqualTo(20);
        assertThat(small.getHeight()).isEqualTo(30);
        assertThat(small.getRGB(3, 3) >>> 24).isZero();
    }

    /** 140 million pixels would be half a gigabyte in memory. */
    @Test
    void aScannedSheetIsReadWithMostOfItsPixelsLeftOut() throws IOException {
        var small = shown(new BufferedImage(14_000, 10_000, BufferedImage.TYPE_BYTE_BINARY), "png");

        assertThat(small.getWidth()).isEqualTo(SmallImage.LONGEST);
    }

    @Test
    void whatUnfoldsToTooMuchIsBrokenOrNoImageHasNone() throws IOException {
        assertThat(SmallImage.of(file(header(60_000, 60_000)))).isEmpty();
        assertThat(SmallImage.of(file(header(100, 100)))).isEmpty();
        assertThat(SmallImage.of(file("no image".getBytes(StandardCharsets.UTF_8))))
                .isEmpty();
        assertThat(SmallImage.of(file(new byte[0]))).isEmpty();
    }

    private BufferedImage shown(BufferedImage image, String format) throws IOException {
        var content = new ByteArrayOutputStream();
        ImageIO.write(image, format, content);
        var small = SmallImage.of(file(content.toByteArray())).orElseThrow();
        return ImageIO.read(new ByteArrayInputStream(small));
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("image"), content);
    }

    /** A PNG that says how large it is, and ends. */
    private static byte[] header(int width, int height) throws IOException {
        var chunk = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(chunk)) {
            out.writeBytes("IHDR");
            out.writeInt(width);
            out.writeInt(height);
            out.write(new byte[] {8, 6, 0, 0, 0});
        }
        var crc = new CRC32();
        crc.update(chunk.toByteArray());
        var file = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(file)) {
            out.write("\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1));
            out.writeInt(chunk.size() - 4);
            out.write(chunk.toByteArray());
            out.writeInt((int) crc.getValue());
        }
        return file.toByteArray();
    }
}
