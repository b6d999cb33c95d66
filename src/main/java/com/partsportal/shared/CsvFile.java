package com.partsportal.shared;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/**
 * A CSV file that a person made (RFC 4180, and what spreadsheets make of it): UTF-8 with or without byte order mark;
 * comma, semicolon or tab; any line ends; a header whose order and case do not matter. At most 10,000 lines and 5 MB.
 */
public final class CsvFile {

    /** Lines at most, without the header. */
    public static final int MOST_LINES = 10_000;

    private static final int MOST_BYTES = 5 * 1024 * 1024;

    private CsvFile() {}

    /** One line; {@link #number} counts the file's lines, the header is 1. */
    public static final class Line {

        private final CSVRecord values;
        private final long number;

        private Line(CSVRecord values, long number) {
            this.values = values;
            this.number = number;
        }

        public long number() {
            return number;
        }

        /** What stands in this column, without the apostrophe that an export put before it; empty when the line or the file has no such column. */
        public String get(String column) {
            var value = values.isSet(column) ? values.get(column) : "";
            return value.startsWith("'") && !cell(value.substring(1)).equals(value.substring(1))
                    ? value.substring(1)
                    : value;
        }
    }

    /**
     * All lines that are not blank.
     *
     * @param required columns without which it is not the file that is meant
     * @throws InvalidValue with field {@code file}: {@code csv.encoding}, {@code csv.large}, {@code csv.columns},
     *     {@code csv.malformed} or {@code csv.empty}
     */
    public static List<Line> read(InputStream stream, List<String> required) {
        var text = text(stream);
        if (text.isBlank()) {
            throw new InvalidValue("file", "csv.empty");
        }
        var format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter(text))
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreHeaderCase(true)
                .setIgnoreEmptyLines(false)
                .setTrim(true)
                .setAllowMissingColumnNames(true)
                .setDuplicateHeaderMode(DuplicateHeaderMode.ALLOW_EMPTY)
                .get();
        try (var parser = format.parse(new StringReader(text))) {
            var columns = parser.getHeaderNames().stream()
                    .map(name -> name.toLowerCase(Locale.ROOT))
                    .collect(Collectors.toSet());
            if (!columns.containsAll(required)) {
                throw new InvalidValue("file", "csv.columns");
            }
            var lines = new ArrayList<Line>();
            var before = parser.getCurrentLineNumber();
            for (var record : parser) {
                if (record.stream().anyMatch(value -> !value.isBlank())) {
                    lines.add(new Line(record, before + 1));
                }
                before = parser.getCurrentLineNumber();
                if (lines.size() > MOST_LINES) {
                    throw new InvalidValue("file", "csv.large");
                }
            }
            if (lines.isEmpty()) {
                throw new InvalidValue("file", "csv.empty");
            }
            return lines;
        } catch (IOException | UncheckedIOException | IllegalArgumentException malformed) {
            if (malformed instanceof InvalidValue known) {
                throw known;
            }
            throw new InvalidValue("file", "csv.malformed");
        }
    }

    private static String text(InputStream stream) {
        try {
            var bytes = stream.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new InvalidValue("file", "csv.large");
            }
            var decoder = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
            var text = decoder.decode(ByteBuffer.wrap(bytes)).toString();
            if (text.indexOf('\0') >= 0) {
                throw new InvalidValue("file", "csv.encoding");
            }
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException notUtf8) {
            throw new InvalidValue("file", "csv.encoding");
        } catch (IOException brokenOff) {
            throw new InvalidValue("file", "csv.malformed");
        }
    }

    /** The separator that the header uses most. */
    private static char delimiter(String text) {
        var header =
                new BufferedReader(new StringReader(text)).lines().findFirst().orElse("");
        var best = ',';
        for (var candidate : new char[] {';', '\t'}) {
            if (count(header, candidate) > count(header, best)) {
                best = candidate;
            }
        }
        return best;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }

    /** A cell of an export that no spreadsheet takes for a formula. */
    public static String cell(String value) {
        return !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
    }

    /** A line of an export, with its end: RFC 4180, every value as {@link #cell}. */
    public static String line(List<String> values) {
        return CSVFormat.RFC4180.format(values.stream().map(CsvFile::cell).toArray()) + "\r\n";
    }
}
