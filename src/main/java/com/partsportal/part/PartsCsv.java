package com.partsportal.part;

import com.partsportal.shared.CsvFile;
import com.partsportal.table.Headings;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Parts as a CSV file that {@link PartFiles} reads again: days are ISO-8601, cells are separated as the vendor wants it. */
final class PartsCsv {

    /** The columns of the file, as its template has them. */
    static final List<String> COLUMNS = Headings.PARTS.fields();

    private PartsCsv() {}

    static String template(char delimiter) {
        return CsvFile.BYTE_ORDER_MARK + CsvFile.line(COLUMNS, delimiter);
    }

    static String write(List<NewPart> parts, char delimiter) {
        var file = new StringBuilder(template(delimiter));
        for (var part : parts) {
            file.append(CsvFile.line(cells(part), delimiter));
        }
        return file.toString();
    }

    /** What stays out of a file, with the reasons; read again, the reasons are columns that are not used. */
    static String rejected(List<PartsFile.Problem> problems, char delimiter) {
        var titles = Stream.concat(COLUMNS.stream(), Stream.of("line", "message"));
        var file = new StringBuilder(CsvFile.BYTE_ORDER_MARK + CsvFile.line(titles.toList(), delimiter));
        for (var problem : problems) {
            var values = COLUMNS.stream().map(field -> problem.values().getOrDefault(field, ""));
            var reason = Stream.of(Long.toString(problem.line()), problem.text());
            file.append(CsvFile.line(Stream.concat(values, reason).toList(), delimiter));
        }
        return file.toString();
    }

    private static List<String> cells(NewPart part) {
        return List.of(
                part.number(),
                text(part.revision()),
                part.description(),
                text(part.material()),
                text(part.finish()),
                text(part.lastQuoted()),
                text(part.lastQuotedQuantity()),
                text(part.lastOrdered()),
                text(part.lastOrderedQuantity()));
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
