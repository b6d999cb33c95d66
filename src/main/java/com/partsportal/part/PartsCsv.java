package com.partsportal.part;

import com.partsportal.shared.CsvDownload;
import com.partsportal.table.Headings;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Parts as a CSV file that {@link PartFiles} reads again: days are ISO-8601, cells are separated as the vendor wants it. */
final class PartsCsv {

    /** The columns of the file, as its template has them. */
    static final List<String> COLUMNS = Headings.PARTS.fields();

    private PartsCsv() {}

    /** Writes {@code parts.csv}; of no parts the template. */
    static void write(List<NewPart> parts, char delimiter, HttpServletResponse response) throws IOException {
        try (var file = new CsvDownload(response, "parts.csv", COLUMNS, delimiter)) {
            for (var part : parts) {
                file.add(cells(part));
            }
        }
    }

    /** Writes what stays out of a file, with the reasons; read again, the reasons are columns that are not used. */
    static void writeRejected(List<PartsFile.Problem> problems, char delimiter, HttpServletResponse response)
            throws IOException {
        var titles = Stream.concat(COLUMNS.stream(), Stream.of("line", "message"));
        try (var file = new CsvDownload(response, "rejected.csv", titles.toList(), delimiter)) {
            for (var problem : problems) {
                var values = COLUMNS.stream().map(problem.values()::get);
                file.add(Stream.concat(values, Stream.of(problem.line(), problem.text())));
            }
        }
    }

    private static Stream<@Nullable Object> cells(NewPart part) {
        return Stream.of(
                part.number(),
                part.revision(),
                part.description(),
                part.material(),
                part.finish(),
                part.lastQuoted(),
                part.lastQuotedQuantity(),
                part.lastOrdered(),
                part.lastOrderedQuantity());
    }
}
