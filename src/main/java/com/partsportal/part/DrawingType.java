package com.partsportal.part;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The kinds of files that a drawing may be, each with how its content begins. Archives are not opened. */
enum DrawingType {
    PDF("application/pdf", true, List.of("pdf"), beginning -> beginning.contains("%PDF-", 0, 1024)),
    PNG("image/png", true, List.of("png"), beginning -> beginning.startsWith("\u0089PNG\r\n\u001a\n")),
    JPEG("image/jpeg", true, List.of("jpg", "jpeg"), beginning -> beginning.startsWith("\u00ff\u00d8\u00ff")),
    TIFF(
            "image/tiff",
            false,
            List.of("tif", "tiff"),
            beginning -> Stream.of("II*\0", "MM\0*", "II+\0", "MM\0+").anyMatch(beginning::startsWith)),
    DWG("image/vnd.dwg", false, List.of("dwg"), beginning -> beginning.startsWith("AC1")),
    STEP("model/step", false, List.of("step", "stp"), beginning -> beginning.afterBlanks("ISO-10303-21")),
    DXF(
            "image/vnd.dxf",
            false,
            List.of("dxf"),
            beginning -> beginning.startsWith("AutoCAD Binary DXF") || beginning.isDxf()),
    IGES("model/iges", false, List.of("igs", "iges"), Beginning::isIges),
    STL("model/stl", false, List.of("stl"), beginning -> beginning.afterBlanks("solid") || beginning.isBinaryStl()),
    THREE_MF("model/3mf", false, List.of("3mf"), Beginning::isZip),
    ZIP("application/zip", false, List.of("zip"), Beginning::isZip);

    /** Bytes that tell what a file is; a DXF may begin with long comments. */
    static final int BEGINNING = 64 * 1024;

    private final String mediaType;
    private final boolean isViewable;
    private final List<String> endings;
    private final Predicate<Beginning> rule;

    DrawingType(String mediaType, boolean isViewable, List<String> endings, Predicate<Beginning> rule) {
        this.mediaType = mediaType;
        this.isViewable = isViewable;
        this.endings = endings;
        this.rule = rule;
    }

    String mediaType() {
        return mediaType;
    }

    /** Whether every browser shows it. */
    static boolean isViewable(String mediaType) {
        return Arrays.stream(values()).anyMatch(type -> type.isViewable && type.mediaType.equals(mediaType));
    }

    /**
     * The type that both the name's ending and the content say; empty when they differ or it is none of these.
     *
     * @param content at least the first {@link #BEGINNING} bytes, or all
     */
    static Optional<DrawingType> of(String fileName, byte[] content) {
        var dot = fileName.lastIndexOf('.');
        var ending = dot < 0 ? "" : fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
        var beginning = new Beginning(content.length <= BEGINNING ? content : Arrays.copyOf(content, BEGINNING));
        return Arrays.stream(values())
                .filter(type -> type.endings.contains(ending))
                .filter(type -> type.rule.test(beginning))
                .findFirst();
    }

    /** How a file begins, a character for each byte. */
    private static final class Beginning {

        private static final String MARK = "\u00ef\u00bb\u00bf";
        private static final Pattern LINE = Pattern.compile("\r\n|\r|\n");
        private static final Pattern BLANK_LINES = Pattern.compile("^(?:[ \t]*(?:\r\n|\r|\n))++");
        private static final int STL_HEADER = 84;
        private static final int STL_TRIANGLE = 50;

        /** Column of the letter that names a section of an IGES file. */
        private static final int IGES_SECTION = 72;

        /** Some programs end no line. */
        private static final int IGES_LINE = 80;

        private final byte[] bytes;
        private final String text;

        Beginning(byte[] bytes) {
            this.bytes = bytes;
            this.text = new String(bytes, StandardCharsets.ISO_8859_1);
        }

        boolean startsWith(String wanted) {
            return text.startsWith(wanted);
        }

        boolean contains(String wanted, int from, int to) {
            var at = text.indexOf(wanted, from);
            return at >= 0 && at < to;
        }

        boolean afterBlanks(String wanted) {
            return unmarked().stripLeading().regionMatches(true, 0, wanted, 0, wanted.length());
        }

        private String unmarked() {
            return text.startsWith(MARK) ? text.substring(MARK.length()) : text;
        }

        boolean isZip() {
            return startsWith("PK\u0003\u0004") || startsWith("PK\u0005\u0006");
        }

        /** Pairs of lines, a code and a value: comments (999), then the first section. */
        boolean isDxf() {
            var lines = LINE.split(unmarked().stripLeading(), -1);
            for (var at = 0; at + 1 < lines.length; at += 2) {
                var code = lines[at].strip();
                if (code.equals("0")) {
                    return lines[at + 1].strip().equalsIgnoreCase("SECTION");
                }
                if (!code.equals("999")) {
                    return false;
                }
            }
            return false;
        }

        /** Its first line belongs to the start section; in the compressed form it says so. */
        boolean isIges() {
            var line = LINE.split(BLANK_LINES.matcher(unmarked()).replaceFirst(""), 2)[0];
            return line.length() > IGES_SECTION
                    && (line.charAt(IGES_SECTION) == 'S' || line.charAt(IGES_SECTION) == 'C')
                    && line.substring(IGES_SECTION + 1, Math.min(IGES_LINE, line.length()))
                            .strip()
                            .matches("0*1");
        }

        boolean isBinaryStl() {
            if (bytes.length < STL_HEADER) {
                return false;
            }
            var triangles = Integer.toUnsignedLong(ByteBuffer.wrap(bytes, STL_HEADER - 4, 4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .getInt());
            var size = STL_HEADER + triangles * STL_TRIANGLE;
            // Some programs write remarks behind the last triangle.
            return triangles > 0 && (bytes.length == BEGINNING || size <= bytes.length);
        }
    }
}
