package com.partsportal.part;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of files that a drawing may be, each with the bytes by which its content is known. */
enum DrawingType {
    PDF("application/pdf", List.of("pdf"), "%PDF-"),
    PNG("image/png", List.of("png"), "\u0089PNG\r\n\u001a\n"),
    JPEG("image/jpeg", List.of("jpg", "jpeg"), "\u00ff\u00d8\u00ff"),
    TIFF_LITTLE("image/tiff", List.of("tif", "tiff"), "II*\0"),
    TIFF_BIG("image/tiff", List.of("tif", "tiff"), "MM\0*"),
    DWG("image/vnd.dwg", List.of("dwg"), "AC10"),
    STEP("model/step", List.of("step", "stp"), "ISO-10303-21"),
    DXF("image/vnd.dxf", List.of("dxf"), "  0"),
    DXF_TIGHT("image/vnd.dxf", List.of("dxf"), "0");

    private final String mediaType;
    private final List<String> endings;
    private final byte[] beginning;

    DrawingType(String mediaType, List<String> endings, String beginning) {
        this.mediaType = mediaType;
        this.endings = endings;
        this.beginning = beginning.getBytes(StandardCharsets.ISO_8859_1);
    }

    String mediaType() {
        return mediaType;
    }

    /** The type that both the name's ending and the content say; empty when they differ or it is none of these. */
    static Optional<DrawingType> of(String fileName, byte[] content) {
        var dot = fileName.lastIndexOf('.');
        var ending = dot < 0 ? "" : fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(type -> type.endings.contains(ending))
                .filter(type -> type.begins(content))
                .findFirst();
    }

    private boolean begins(byte[] content) {
        return content.length >= beginning.length
                && Arrays.equals(content, 0, beginning.length, beginning, 0, beginning.length);
    }
}
