package com.partsportal.part;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The kinds of files that a drawing may be, each with how its content begins. */
enum DrawingType {
    PDF("application/pdf", List.of("pdf"), "%PDF-"),
    PNG("image/png", List.of("png"), "\u0089PNG\r\n\u001a\n"),
    JPEG("image/jpeg", List.of("jpg", "jpeg"), "\u00ff\u00d8\u00ff"),
    TIFF("image/tiff", List.of("tif", "tiff"), "II\\*\0|MM\0\\*"),
    DWG("image/vnd.dwg", List.of("dwg"), "AC10"),
    STEP("model/step", List.of("step", "stp"), "ISO-10303-21"),
    /** Comments (999), if any, come before the first section. */
    DXF("image/vnd.dxf", List.of("dxf"), "AutoCAD Binary DXF|(\\s*999\\s*\\n.*\\n)*\\s*0\\s*\\n\\s*SECTION\\b");

    private static final int BEGINNING = 4096;

    private final String mediaType;
    private final List<String> endings;
    private final Pattern beginning;

    DrawingType(String mediaType, List<String> endings, String beginning) {
        this.mediaType = mediaType;
        this.endings = endings;
        this.beginning = Pattern.compile(beginning);
    }

    String mediaType() {
        return mediaType;
    }

    /** The type that both the name's ending and the content say; empty when they differ or it is none of these. */
    static Optional<DrawingType> of(String fileName, byte[] content) {
        var dot = fileName.lastIndexOf('.');
        var ending = dot < 0 ? "" : fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
        var beginning = new String(content, 0, Math.min(content.length, BEGINNING), StandardCharsets.ISO_8859_1);
        return Arrays.stream(values())
                .filter(type -> type.endings.contains(ending))
                .filter(type -> type.beginning.matcher(beginning).lookingAt())
                .findFirst();
    }
}
