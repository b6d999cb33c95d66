package com.partsportal.table;

import com.partsportal.shared.InvalidValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jspecify.annotations.Nullable;

/**
 * One sheet of an XLSX workbook, as lines of text: days are ISO-8601, numbers without groups or exponents.
 *
 * @param sheets names of all its sheets
 * @param sheet the one that was read, from 0
 */
record Workbook(List<String> sheets, int sheet, List<DelimitedText.Line> lines) {

    /** A workbook of 5 MB has about a tenth of this; what unfolds to more is not meant to be read. */
    private static final long MOST_UNPACKED = 60L * 1024 * 1024;

    /** Bytes that tell what a file is. */
    private static final int HEADER = 8;

    /** Name of the stream in which a workbook with a password is: UTF-16. */
    private static final String ENCRYPTED = String.join("\0", "EncryptedPackage".split(""));

    private static final String OPEN_DOCUMENT = "application/vnd.oasis.opendocument";

    /** In a binary workbook (.xlsb). */
    private static final String BINARY = "xl/workbook.bin";

    private static final int MOST_ENTRIES = 1000;
    private static final int BEGINNING = 1024;
    private static final int MOST_CELLS = 200;

    /** Formats that show day, month or year; what is quoted or in brackets is decoration. */
    private static final Pattern DECORATION = Pattern.compile("\"[^\"]*\"|\\[[^]]*]|\\\\.");

    /** As many digits as a spreadsheet shows of a number. */
    private static final MathContext SHOWN = new MathContext(15);

    private static final Pattern FILLED = Pattern.compile("0{2,30}");

    private static final Pattern DAY = Pattern.compile("[dyj]|mmm");

    /** XLSX, or XLS and other packed ones, which are not read. */
    static boolean isOne(byte[] file) {
        return file.length >= HEADER
                && (ReadableWorkbook.isOOXMLZipHeader(file) || ReadableWorkbook.isOLE2Header(file));
    }

    /** @throws InvalidValue {@code csv.xls}, {@code csv.ods}, {@code csv.password}, {@code csv.large}, {@code csv.malformed} or {@code csv.empty} */
    static Workbook read(byte[] file, SheetChoice sheet, int mostLines) {
        if (ReadableWorkbook.isOLE2Header(file)) {
            throw new InvalidValue("file", contains(file, ENCRYPTED) ? "csv.password" : "csv.xls");
        }
        if (contains(Arrays.copyOf(file, BEGINNING), OPEN_DOCUMENT) || contains(file, BINARY)) {
            throw new InvalidValue("file", "csv.ods");
        }
        try {
            refuseBombs(file);
            try (var book = new ReadableWorkbook(new ByteArrayInputStream(file), new ReadingOptions(true, true))) {
                var sheets = book.getSheets().toList();
                if (sheets.isEmpty()) {
                    throw new InvalidValue("file", "csv.empty");
                }
                var names = sheets.stream().map(Sheet::getName).toList();
                var chosen = sheet == SheetChoice.FIRST ? firstWithRows(sheets, mostLines) : sheet.of(names);
                var lines = lines(sheets.get(chosen), mostLines);
                if (lines.isEmpty()) {
                    throw new InvalidValue("file", "csv.empty");
                }
                return new Workbook(names, chosen, lines);
            }
        } catch (InvalidValue refused) {
            throw refused;
        } catch (IOException | RuntimeException broken) {
            throw new InvalidValue("file", "csv.malformed");
        }
    }

    private static int firstWithRows(List<Sheet> sheets, int mostLines) throws IOException {
        for (var at = 0; at < sheets.size(); at++) {
            var sheet = sheets.get(at);
            if (sheet.getVisibility() == SheetVisibility.VISIBLE
                    && lines(sheet, mostLines).size() > 1) {
                return at;
            }
        }
        return 0;
    }

    private static boolean contains(byte[] file, String mark) {
        return new String(file, StandardCharsets.ISO_8859_1).contains(mark);
    }

    /** Unpacks everything once, into nothing, so that the reader never meets more than it can hold. */
    private static void refuseBombs(byte[] file) throws IOException {
        var unpacked = 0L;
        var entries = 0;
        var buffer = new byte[64 * 1024];
        try (var zip = ZipFile.builder().setByteArray(file).get()) {
            for (var entry : Collections.list(zip.getEntries())) {
                if (++entries > MOST_ENTRIES) {
                    throw new InvalidValue("file", "csv.large");
                }
                try (var content = zip.getInputStream(entry)) {
                    var beginning = content.readNBytes(buffer, 0, BEGINNING);
                    if (new String(buffer, 0, beginning, StandardCharsets.ISO_8859_1).contains("<!DOCTYPE")) {
                        throw new InvalidValue("file", "csv.malformed");
                    }
                    unpacked += beginning;
                    for (var read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                        unpacked += read;
                        if (unpacked > MOST_UNPACKED) {
                            throw new InvalidValue("file", "csv.large");
                        }
                    }
                }
            }
        }
    }

    private static List<DelimitedText.Line> lines(Sheet sheet, int mostLines) throws IOException {
        var lines = new ArrayList<DelimitedText.Line>();
        try (var rows = sheet.openStream()) {
            for (var row : (Iterable<Row>) rows::iterator) {
                var cells = cells(row);
                if (cells.stream().anyMatch(cell -> !cell.isBlank())) {
                    lines.add(new DelimitedText.Line(row.getRowNum(), cells));
                }
                if (lines.size() > mostLines) {
                    throw new InvalidValue("file", "csv.large");
                }
            }
        }
        return lines;
    }

    private static List<String> cells(Row row) {
        var cells = new ArrayList<String>();
        for (var column = 0; column < Math.min(MOST_CELLS, row.getCellCount()); column++) {
            cells.add(row.getOptionalCell(column).map(Workbook::text).orElse(""));
        }
        return cells;
    }

    private static String text(Cell cell) {
        var raw = cell.getRawValue();
        if (cell.getType() == CellType.STRING) {
            return cell.asString();
        }
        if (raw == null || cell.getType() == CellType.EMPTY) {
            return "";
        }
        if (cell.getType() == CellType.NUMBER || cell.getType() == CellType.FORMULA) {
            return number(cell, raw);
        }
        return cell.getType() == CellType.BOOLEAN ? cell.getText() : raw;
    }

    private static String number(Cell cell, String raw) {
        try {
            var number = new BigDecimal(raw).round(SHOWN);
            var format = cell.getDataFormatString();
            if (isDay(format)) {
                return cell.asDate().toLocalDate().toString();
            }
            var plain = number.stripTrailingZeros();
            var text = (plain.scale() < 0 ? plain.setScale(0) : plain).toPlainString();
            // 00123 is a number that is shown with zeros in front.
            return format != null && FILLED.matcher(format).matches() && plain.scale() <= 0
                    ? "0".repeat(Math.max(0, format.length() - text.length())) + text
                    : text;
        } catch (ArithmeticException | NumberFormatException | DateTimeException | ExcelReaderException text) {
            return raw;
        }
    }

    private static boolean isDay(@Nullable String format) {
        return format != null
                && DAY.matcher(DECORATION
                                .matcher(format.toLowerCase(Locale.ROOT))
                                .replaceAll(""))
                        .find();
    }
}
