package com.partsportal.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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

    @Test
    void binaryIgesAndFilesOfOneProgramAreNone() {
        for (var name :
                new String[] {"a.igs", "a.sldprt", "a.ipt", "a.x_t", "a.jt", "a.prt", "a.catpart", "noending"}) {
            assertThat(DrawingType.of(name, (" ".repeat(72) + "B      1\0\1").getBytes(StandardCharsets.ISO_8859_1)))
                    .as(name)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyKindIsKnownByItsNameAndItsContent(String name, String content, DrawingType type) {
        assertThat(DrawingType.of(name, content.getBytes(StandardCharsets.ISO_8859_1)))
                .contains(type);
        assertThat(DrawingType.of(name, "MZ a program".getBytes(StandardCharsets.ISO_8859_1)))
                .isEmpty();
    }

    static Stream<Arguments> files() {
        var mark = "\u00ef\u00bb\u00bf";
        return Stream.of(
                Arguments.of("a.pdf", "%PDF-1.7", DrawingType.PDF),
                Arguments.of("a.PDF", mark + "%PDF-1.4\n", DrawingType.PDF),
                Arguments.of("a.pdf", "\n".repeat(1000) + "%PDF-1.4\n", DrawingType.PDF),
                Arguments.of("a.png", "\u0089PNG\r\n\u001a\n...", DrawingType.PNG),
                Arguments.of("a.jpeg", "\u00ff\u00d8\u00ff\u00e0", DrawingType.JPEG),
                Arguments.of("a.tif", "II*\0", DrawingType.TIFF),
                Arguments.of("a.tiff", "MM\0*", DrawingType.TIFF),
                Arguments.of("a.dwg", "AC1032", DrawingType.DWG),
                Arguments.of("a.stp", "\r\n\r\nISO-10303-21;\r\nHEADER;", DrawingType.STEP),
                Arguments.of("a.step", mark + "ISO-10303-21;", DrawingType.STEP),
                Arguments.of("a.dxf", "999\rmade by a CAD program\r  0\rSECTION\r", DrawingType.DXF),
                Arguments.of("a.dxf", "999\r\nMa\u00dfe f\u00fcr M\u00fcller\r\n0\r\nSECTION\r\n", DrawingType.DXF),
                Arguments.of("a.dxf", mark + "  0\nSECTION\n", DrawingType.DXF),
                Arguments.of("a.dxf", "999\n" + "x".repeat(9000) + "\n0\nSECTION\n", DrawingType.DXF),
                Arguments.of("a.dxf", "AutoCAD Binary DXF\r\n\u001a\0", DrawingType.DXF),
                Arguments.of("a.igs", " ".repeat(72) + "S      1\r\n", DrawingType.IGES),
                Arguments.of("a.iges", "from CAD" + " ".repeat(64) + "S0000001\n", DrawingType.IGES),
                Arguments.of("a.tif", "II+\0", DrawingType.TIFF),
                Arguments.of("a.stl", " ".repeat(80) + "\1\0\0\0" + "\0".repeat(50) + "by CAD", DrawingType.STL),
                Arguments.of("a.stl", "SOLID part\n", DrawingType.STL),
                Arguments.of("a.stl", "solid part\n facet normal 0 0 1\n", DrawingType.STL),
                Arguments.of("a.stl", " ".repeat(80) + "\1\0\0\0" + "\0".repeat(50), DrawingType.STL),
                Arguments.of("a.3mf", "PK\3\4", DrawingType.THREE_MF),
                Arguments.of("a.zip", "PK\3\4", DrawingType.ZIP));
    }

    private static Optional<DrawingType> of(String content) {
        return DrawingType.of("housing.dxf", content.getBytes(StandardCharsets.ISO_8859_1));
    }
}
