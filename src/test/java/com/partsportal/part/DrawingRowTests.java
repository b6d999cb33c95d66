package com.partsportal.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a drawing is shown. */
class DrawingRowTests {

    @ParameterizedTest
    @CsvSource({"0,0 KB", "1,1 KB", "1024,1 KB", "1025,2 KB", "1048575,1024 KB", "1048576,1 MB", "1048577,2 MB"})
    void aSizeIsRoundedUp(long bytes, String shown) {
        assertThat(row("application/pdf", bytes).sizeText()).isEqualTo(shown);
    }

    @Test
    void browsersShowPicturesAndPdf() {
        for (var type : DrawingType.values()) {
            var row = row(type.mediaType(), 1);
            assertThat(row.isImage()).as(type.name()).isEqualTo(type == DrawingType.PNG || type == DrawingType.JPEG);
            assertThat(row.isViewable())
                    .as(type.name())
                    .isEqualTo(type == DrawingType.PNG || type == DrawingType.JPEG || type == DrawingType.PDF);
        }
        assertThat(row("text/html", 1).isViewable()).isFalse();
    }

    private static DrawingRow row(String mediaType, long size) {
        return new DrawingRow(UUID.randomUUID(), null, "a.pdf", mediaType, size, Instant.EPOCH);
    }
}
