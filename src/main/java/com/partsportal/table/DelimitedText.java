package com.partsportal.table;

import com.partsportal.shared.InvalidValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.jspecify.annotations.Nullable;

/**
 * Text with a delimiter between cells (RFC 4180, and what spreadsheets make of it), read record by record: a stray quotation
 * mark spoils its own line and no other.
 */
final class DelimitedText {

    private static final char[] DELIMITERS = {',', ';', '\t', '|'};
    private static final Pattern NAMED = Pattern.compile("(?i)\"?sep=([^A-Za-z0-9\"])\"?[ ,;\t]*");
    private static final int JUDGED = 100;
    private static final int JUDGED_FOR_TITLES = 20;

    /** A quoted cell has at most so many lines: an open quotation mark must not swallow the rest of the file. */
    private static final int LONGEST_CELL = 20;

    private DelimitedText() {}

    /**
     * One record.
     *
     * @param number of its first line in the file, from 1
     * @param cells null when the line cannot be read
     * @param legible what can be made out of a line that cannot be read; empty for any other
     */
    record Line(long number, @Nullable List<String> cells, List<String> legible) {

        Line(long number, List<String> cells) {
            this(number, cells, List.of());
        }
    }

    /**
     * All records that are not blank. A first line {@code sep=;} names the delimiter; otherwise header and rows decide.
     *
     * @param known how many of the cells of a line are titles that are known
     */
    static List<Line> read(String text, int mostLines, ToIntFunction<List<String>> known) {
        var lines = List.of(text.split("\r\n|\r|\n", -1));
        var named = NAMED.matcher(lines.get(0));
        if (named.matches()) {
            return parse(lines, 1, named.group(1).charAt(0), mostLines);
        }
        return parse(lines, 0, delimiter(lines, known), mostLines);
    }

    /** The cells of a single line. */
    static List<String> split(String line, char delimiter) {
        var cells = cells(line, format(delimiter));
        return cells == null ? List.of(line) : cells;
    }

    /**
     * The delimiter by which the most titles are known and most rows below them have no more cells than they are; without
     * such titles, the one that gives the most lines the same number of cells; of two the one that gives more cells.
     */
    private static char delimiter(List<String> lines, ToIntFunction<List<String>> known) {
        var best = DELIMITERS[0];
        var bestScore = 0.0;
        var some = lines.stream().filter(line -> !line.isBlank()).limit(JUDGED).toList();
        for (var candidate : DELIMITERS) {
            var records = parse(some, 0, candidate, Integer.MAX_VALUE).stream()
                    .map(Line::cells)
                    .map(cells -> cells == null ? List.<String>of() : cells)
                    .toList();
            var score = score(records) + JUDGED * 2.0 * titles(records, known);
            if (score > bestScore) {
                bestScore = score;
                best = candidate;
            }
        }
        return best;
    }

    /** How many titles are known in a line that the rows below it fit to. */
    private static int titles(List<List<String>> records, ToIntFunction<List<String>> known) {
        var most = 0;
        for (var at = 0; at < Math.min(JUDGED_FOR_TITLES, records.size()); at++) {
            var width = records.get(at).size();
            var found = width > 1 ? known.applyAsInt(records.get(at)) : 0;
            if (found > Math.max(1, most)) {
                var rows = records.subList(at + 1, records.size());
                var fitting = rows.stream()
                        .filter(cells -> cells.size() > 1 && cells.size() <= width)
                        .count();
                most = 2 * fitting >= rows.size() ? found : most;
            }
        }
        return most;
    }

    private static double score(List<List<String>> records) {
        var counts = records.stream().map(List::size).toList();
        var score = 0.0;
        for (var wanted : counts.stream().filter(count -> count > 1).distinct().toList()) {
            var same = counts.stream().filter(wanted::equals).count();
            score = Math.max(score, same + wanted / 1000.0);
        }
        return score;
    }

    private static List<Line> parse(List<String> lines, int from, char delimiter, int mostLines) {
        var format = format(delimiter);
        var records = new ArrayList<Line>();
        for (var at = from; at < lines.size(); ) {
            var next = record(lines, at, format);
            var cells = next.cells();
            if (cells == null || cells.stream().anyMatch(cell -> !cell.isBlank())) {
                records.add(
                        cells == null
                                ? new Line(at + 1L, null, legible(lines.get(at), delimiter))
                                : new Line(at + 1L, cells));
            }
            if (records.size() > mostLines) {
                throw new InvalidValue("file", "csv.large");
            }
            at += next.lines();
        }
        return records;
    }

    /** The pieces between delimiters, whatever the quotation marks say: for a person who mends the line. */
    private static List<String> legible(String line, char delimiter) {
        return Arrays.stream(line.split(Pattern.quote(String.valueOf(delimiter)), -1))
                .map(String::strip)
                .map(piece -> piece.startsWith("\"") && hasOpenQuote(piece) ? piece.substring(1) : piece)
                .toList();
    }

    /** @param lines how many lines it takes */
    private record Parsed(@Nullable List<String> cells, int lines) {}

    private static Parsed record(List<String> lines, int at, CSVFormat format) {
        var text = new StringBuilder(lines.get(at));
        var cells = cells(text.toString(), format);
        var taken = 1;
        // An odd number of quotation marks: a cell may go on in the next line.
        while (cells == null && taken < LONGEST_CELL && at + taken < lines.size() && hasOpenQuote(text)) {
            text.append('\n').append(lines.get(at + taken++));
            cells = cells(text.toString(), format);
        }
        return cells == null ? new Parsed(null, 1) : new Parsed(cells, taken);
    }

    private static boolean hasOpenQuote(CharSequence text) {
        return text.chars().filter(c -> c == '"').count() % 2 == 1;
    }

    private static @Nullable List<String> cells(String record, CSVFormat format) {
        if (record.isBlank()) {
            return List.of();
        }
        try (var parser = CSVParser.parse(record, format)) {
            var records = parser.getRecords();
            return records.size() == 1 ? records.get(0).toList() : null;
        } catch (IOException | UncheckedIOException | IllegalStateException unreadable) {
            return null;
        }
    }

    private static CSVFormat format(char delimiter) {
        return CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreEmptyLines(false)
                .setIgnoreSurroundingSpaces(true)
                .get();
    }
}
