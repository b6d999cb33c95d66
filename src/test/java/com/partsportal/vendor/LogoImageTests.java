package com.partsportal.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.partsportal.shared.InvalidValue;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A logo is stored as a small PNG, whatever is uploaded. */
class LogoImageTests {

    @ParameterizedTest
    @CsvSource({"png,384,192,192,96", "jpeg,100,400,48,192", "png,192,10,192,10", "png,20,10,20,10", "png,4000,1,192,1"
    })
    void itsLongerSideFits(String format, int width, int height, int storedWidth, int storedHeight) throws IOException {
        var stored = ImageIO.read(new ByteArrayInputStream(LogoImage.of(image(format, width, height))));
        assertThat(stored.getWidth()).isEqualTo(storedWidth);
        assertThat(stored.getHeight()).isEqualTo(storedHeight);
        assertThat(new Color(stored.getRGB(storedWidth / 2, storedHeight / 2)).getRed())
                .isGreaterThan(200);
    }

    @Test
    void whatIsNoPictureOrTooLargeIsRefused() throws IOException {
        assertRefused("text".getBytes(StandardCharsets.UTF_8), "bad");
        assertRefused(image("bmp", 4, 4), "bad");
        assertRefused(Arrays.copyOf(image("png", 20, 20), 40), "bad");
        assertRefused(new byte[LogoImage.LARGEST + 1], "large");
        assertRefused(new byte[LogoImage.LARGEST], "bad");
        assertRefused(image("png", 4001, 4000), "large");
    }

    private static void assertRefused(byte[] file, String why) {
        assertThatThrownBy(() -> LogoImage.of(file))
                .isInstanceOfSatisfying(
                        InvalidValue.class,
                        refused -> assertThat(refused.messageKey()).endsWith("logo." + why));
    }

    private static byte[] image(String format, int width, int height) throws IOException {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        var out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        return out.toByteArray();
    }
}
