package com.partsportal.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DrawingTypeTests {

    @Test
    void aDxfMayBeginWithComments() {
        assertThat(of("999\ndrawn by hand\n  999\nand again\n  0\nSECTION\n")).contains(DrawingType.DXF);
        assertThat(of("  0\r\nSECTION\r\n")).contains(DrawingType.DXF);
        assertThat(of("0 parts\nSECTIONS")).isEmpty();
        assertThat(of("999\ndrawn by hand\n")).isEmpty();
    }

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD, unit = TimeUnit.SECONDS)
    void aFileMadeToBeReadInManyWaysIsReadInOne() {
        assertThat(of("999\n\n\n".repeat(600) + "x")).isEmpty();
        assertThat(of("\n".repeat(4096))).isEmpty();
        assertThat(of("0" + "\n".repeat(4095))).isEmpty();
    }

    private static Optional<DrawingType> of(String content) {
        return DrawingType.of("housing.dxf", content.getBytes(StandardCharsets.ISO_8859_1));
    }
}
