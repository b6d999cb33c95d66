package com.partsportal.table;

import com.partsportal.shared.InvalidValue;
import com.partsportal.table.Table.Column;
import com.partsportal.table.Table.Fault;
import com.partsportal.table.Table.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a file or pasted text into a {@link Table}: finds encoding, delimiter, header and the rows below it. */
public final class TableReader {

    /** Rows at most, the header not counted. */
    public static final int MOST_ROWS = 10_000;

    /** Bytes at most. */
    public static final int MOST_BYTES = 5 * 1024 * 1024;

    private static final int MOST_COLUMNS = 200;
    private static final int SEARCHED_FOR_HEADER = 20;
    private static final int SAMPLES = 3;

    /** What windows-1252 makes of the second and later bytes of a letter in UTF-8. */
    private static final String LATER =
            "[\u0080-\u00BF\u20AC\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u017D\u2018\u2019\u201C\u201D\u2022"
                    + "\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u017E\u0178]";

    /**
     * What is left of letters that were read in another encoding than they were written in: the sign for what is lost, letters
     * and signs of Western Europe, the euro and the like, and several letters in Cyrillic.
     */
    private static final Pattern BROKEN = Pattern.compile("\uFFFD|\u00EF\u00BF\u00BD|[\u00C2\u00C3]" + LATER
            + "|\u00E2(?:\u20AC|\u201A\u00AC|\u201E\u00A2)|(?:[\u00D0\u00D1]" + LATER + "){2}");

    private static final Set<String> TOTALS = Set.of(
            "total",
            "totals",
            "sum",
            "subtotal",
            "grandtotal",
            "summe",
            "gesamt",
            "gesamtsumme",
            "zwischensumme",
            "endsumme",
            "gesamtmenge",
            "gesamtanzahl",
            "gesamtbetrag");

    private static final int LONGEST_TOTAL = 60;

    /** The sum behind its word, in one cell. */
    private static final Pattern FIGURES = Pattern.compile("[\\s:=]+[0-9.,' ]*$");

    private static final Pattern FIGURE = Pattern.compile("[-+(]?\\p{Sc}?\\s*[0-9].*");

    /** Many programs call a web page, or XML, a workbook. */
    private static final Pattern MARKUP =
            Pattern.compile("(?i)\\s*<(?:\\?xml|!doctype|!--|html|table|head|meta|style)");

    private TableReader() {}

    /**
     * Reads a file.
     *
     * @param sheet of a workbook, from 0; of no matter for text
     * @throws InvalidValue with field {@code file}: {@code csv.empty}, {@code csv.large}, {@code csv.encoding},
     *     {@code csv.xls}, {@code csv.ods}, {@code csv.password}, {@code csv.markup} for what other programs would have to
     *     save otherwise, or {@code csv.malformed} for a workbook that is broken or not what it claims to be
     */
    public static Table read(byte[] file, int sheet, Headings headings) {
        return read(file, SheetChoice.at(sheet), headings);
    }

    /**
     * Reads a file as {@link #read(byte[], int, Headings)} does.
     *
     * @throws InvalidValue with field {@code sheet} as well, for a sheet that is not there
     */
    public static Table read(byte[] file, SheetChoice sheet, Headings headings) {
        if (file.length > MOST_BYTES) {
            throw new InvalidValue("file", "csv.large");
        }
        if (Workbook.isOne(file)) {
            var book = Workbook.read(file, sheet, MOST_ROWS + SEARCHED_FOR_HEADER);
            return table("", null, book.sheets(), book.sheet(), book.lines(), headings);
        }
        sheet.of(List.of());
        var text = DecodedText.of(file);
        if (MARKUP.matcher(text.text()).lookingAt()) {
            throw new InvalidValue("file", "csv.markup");
        }
        if (text.text().isBlank()) {
            throw new InvalidValue("file", "csv.empty");
        }
        var lines = DelimitedText.read(text.text(), MOST_ROWS + SEARCHED_FOR_HEADER, headings::known);
        return table(text.charset(), text.sample(), List.of(), 0, lines, headings);
    }

    private static Table table(
            String charset,
            @Nullable String sample,
            List<String> sheets,
            int sheet,
            List<DelimitedText.Line> read,
            Headings headings) {
        var lines = isOnlyAddresses(read) ? oneByOne(read) : read;
        var header = header(lines, headings);
        var rows = lines.subList(header.rowsFrom(), lines.size());
        if (rows.isEmpty()) {
            throw new InvalidValue("file", "csv.empty");
        }
        if (rows.stream().allMatch(line -> line.cells() == null)) {
            throw new InvalidValue("file", "csv.malformed");
        }
        if (rows.size() > MOST_ROWS) {
            throw new InvalidValue("file", "csv.large");
        }
        var width = Math.min(MOST_COLUMNS, width(header.titles(), rows));
        var columns = new ArrayList<Column>();
        for (var position = 0; position < width; position++) {
            columns.add(new Column(position, at(header.titles(), position), samples(rows, position)));
        }
        return new Table(
                charset,
                sample,
                sheets,
                sheet,
                columns,
                rows.stream().map(line -> row(line, width, header.titles())).toList());
    }

    /** Recipients as they are copied from an email: every cell is an address. */
    private static boolean isOnlyAddresses(List<DelimitedText.Line> lines) {
        return lines.stream()
                .allMatch(line -> line.cells() != null
                        && line.cells().stream().allMatch(cell -> cell.isBlank() || cell.contains("@")));
    }

    private static List<DelimitedText.Line> oneByOne(List<DelimitedText.Line> lines) {
        var addresses = lines.stream()
                .flatMap(line -> Stream.ofNullable(line.cells()).flatMap(List::stream))
                .filter(cell -> !cell.isBlank())
                .toList();
        return IntStream.range(0, addresses.size())
                .mapToObj(n -> new DelimitedText.Line(n + 1L, List.of(addresses.get(n))))
                .toList();
    }

    /** @param rowsFrom index of the first line below the header */
    private record Header(List<String> titles, int rowsFrom) {}

    /**
     * The line of the first ones that names the most known columns; titles and remarks may be above it. If none does, the
     * first line that has as many cells as most others; if that one holds an address, the file has no header.
     */
    private static Header header(List<DelimitedText.Line> lines, Headings headings) {
        var best = -1;
        var known = 0;
        for (var at = 0; at < Math.min(SEARCHED_FOR_HEADER, lines.size()); at++) {
            var found = headings.known(titles(lines.get(at), headings));
            if (found > known) {
                known = found;
                best = at;
            }
        }
        if (best >= 0) {
            return new Header(titles(lines.get(best), headings), best + 1);
        }
        var usual = usualWidth(lines);
        for (var at = 0; at < lines.size(); at++) {
            var cells = lines.get(at).cells();
            if (cells != null && filled(cells) >= Math.min(usual, 2)) {
                return cells.stream().anyMatch(cell -> cell.contains("@"))
                        ? new Header(List.of(), at)
                        : new Header(titles(lines.get(at), headings), at + 1);
            }
        }
        return new Header(List.of(), 0);
    }

    /** A header that somebody's spreadsheet left in one cell, while the rows below were typed into several, is split. */
    private static List<String> titles(DelimitedText.Line line, Headings headings) {
        var cells = line.cells() == null ? List.<String>of() : line.cells();
        var titles = cells.stream().map(CellText::of).toList();
        if (filled(titles) == 1) {
            var only = titles.stream()
                    .filter(title -> !title.isEmpty())
                    .findFirst()
                    .orElseThrow();
            for (var delimiter : new char[] {',', ';', '\t', '|'}) {
                var split = DelimitedText.split(only, delimiter);
                if (headings.known(split) > 1) {
                    return split.stream().map(CellText::of).toList();
                }
            }
        }
        return titles;
    }

    private static int usualWidth(List<DelimitedText.Line> lines) {
        return (int) Math.round(lines.stream()
                .map(DelimitedText.Line::cells)
                .filter(cells -> cells != null)
                .mapToInt(TableReader::filled)
                .average()
                .orElse(1));
    }

    private static int filled(List<String> cells) {
        return (int) cells.stream().filter(cell -> !cell.isBlank()).count();
    }

    /** Up to the last column that has a title; without any titles, up to the last one that has a value. */
    private static int width(List<String> titles, List<DelimitedText.Line> rows) {
        var titled = lastFilled(titles);
        return titled > 0
                ? titled
                : rows.stream()
                        .map(DelimitedText.Line::cells)
                        .filter(cells -> cells != null)
                        .mapToInt(TableReader::lastFilled)
                        .max()
                        .orElse(0);
    }

    private static int lastFilled(List<String> cells) {
        var last = cells.size();
        while (last > 0 && cells.get(last - 1).isBlank()) {
            last--;
        }
        return last;
    }

    private static Row row(DelimitedText.Line line, int width, List<String> titles) {
        var read = line.cells();
        if (read == null) {
            return new Row(line.number(), cells(line.legible(), width), Fault.QUOTE);
        }
        var cells = cells(read, width);
        if (lastFilled(read) > width) {
            return new Row(line.number(), cells, Fault.CELLS);
        }
        if (cells.stream().anyMatch(TableReader::isBroken)) {
            return new Row(line.number(), cells, Fault.BROKEN);
        }
        if (isHeader(cells, titles)) {
            return new Row(line.number(), cells, Fault.HEADER);
        }
        return new Row(line.number(), cells, isTotal(cells) ? Fault.TOTAL : null);
    }

    /** Whether letters were lost or mangled in it. */
    static boolean isBroken(String cell) {
        return BROKEN.matcher(cell).find();
    }

    /** Begins with a word for a sum and is mostly empty, or holds nothing but figures behind it; no address is summed up. */
    private static boolean isTotal(List<String> cells) {
        var filled = cells.stream().filter(cell -> !cell.isEmpty()).toList();
        if (filled.isEmpty()
                || filled.get(0).length() > LONGEST_TOTAL
                || filled.stream().anyMatch(cell -> cell.contains("@"))) {
            return false;
        }
        var words = FIGURES.matcher(filled.get(0)).replaceFirst("");
        var others = filled.subList(1, filled.size());
        var areFigures = others.stream().allMatch(cell -> FIGURE.matcher(cell).matches());
        return TOTALS.contains(Headings.normalised(words))
                ? areFigures || filled.size() < cells.size()
                : areFigures && !others.isEmpty() && TOTALS.contains(Headings.normalised(words.split("\\s", 2)[0]));
    }

    /** Printed lists have their header again on every page. */
    private static boolean isHeader(List<String> cells, List<String> titles) {
        return filled(cells) > 1
                && IntStream.range(0, cells.size())
                        .allMatch(at -> Headings.normalised(cells.get(at)).equals(Headings.normalised(at(titles, at))));
    }

    private static List<String> samples(List<DelimitedText.Line> rows, int position) {
        return rows.stream()
                .map(DelimitedText.Line::cells)
                .filter(cells -> cells != null)
                .map(cells -> CellText.of(at(cells, position)))
                .filter(cell -> !cell.isEmpty())
                .distinct()
                .limit(SAMPLES)
                .toList();
    }

    private static String at(List<String> cells, int position) {
        return position < cells.size() ? cells.get(position) : "";
    }

    private static List<String> cells(List<String> read, int width) {
        return IntStream.range(0, width)
                .mapToObj(position -> CellText.of(at(read, position)))
                .toList();
    }
}
