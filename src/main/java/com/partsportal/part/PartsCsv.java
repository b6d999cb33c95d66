package com.partsportal.part;

import com.partsportal.shared.CsvFile;
import com.partsportal.shared.CsvFile.Line;
import com.partsportal.shared.InvalidValue;
import jakarta.validation.Validator;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * Parts as CSV with the columns {@code number, revision, description, material, finish, last_quoted,
 * last_quoted_quantity, last_ordered, last_ordered_quantity}; days are ISO-8601. A bad line stops no other.
 */
@Component
class PartsCsv {

    /** The columns of the file, as its template has them. */
    static final List<String> COLUMNS = List.of(
            "number",
            "revision",
            "description",
            "material",
            "finish",
            "last_quoted",
            "last_quoted_quantity",
            "last_ordered",
            "last_ordered_quantity");

    private final Validator validator;
    private final MessageSource messages;

    PartsCsv(Validator validator, MessageSource messages) {
        this.validator = validator;
        this.messages = messages;
    }

    /** The file that {@link #read} reads. */
    String write(List<NewPart> parts) {
        var file = new StringBuilder(CsvFile.line(COLUMNS));
        for (var part : parts) {
            file.append(CsvFile.line(List.of(
                    part.number(),
                    text(part.revision()),
                    part.description(),
                    text(part.material()),
                    text(part.finish()),
                    text(part.lastQuoted()),
                    text(part.lastQuotedQuantity()),
                    text(part.lastOrdered()),
                    text(part.lastOrderedQuantity()))));
        }
        return file.toString();
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    /** @throws InvalidValue with field {@code file} when it is no such file at all */
    PartsFile read(InputStream csv) {
        var good = new ArrayList<NewPart>();
        var bad = new ArrayList<PartsFile.Problem>();
        var seen = new HashSet<String>();
        for (var line : CsvFile.read(csv, List.of("number", "description"))) {
            try {
                var part = part(line);
                var fault = validator.validate(part).stream()
                        .map(violation -> violation.getPropertyPath() + ": " + violation.getMessage())
                        .sorted()
                        .findFirst();
                if (fault.isPresent()) {
                    bad.add(new PartsFile.Problem(line.number(), "malformed", fault.get()));
                } else if (!seen.add(part.number().strip() + "\n" + part.revisionOrNone())) {
                    bad.add(new PartsFile.Problem(line.number(), "duplicate-in-file", words("part.csv.twice")));
                } else {
                    good.add(part);
                }
            } catch (InvalidValue malformed) {
                bad.add(new PartsFile.Problem(
                        line.number(), "malformed", malformed.field() + ": " + words("part.csv." + malformed.code())));
            }
        }
        return new PartsFile(good, bad);
    }

    private String words(String key) {
        return messages.getMessage(key, null, LocaleContextHolder.getLocale());
    }

    private static NewPart part(Line line) {
        return new NewPart(
                line.get("number"),
                blankToNull(line.get("revision")),
                line.get("description"),
                blankToNull(line.get("material")),
                blankToNull(line.get("finish")),
                day(line, "last_quoted"),
                quantity(line, "last_quoted_quantity"),
                day(line, "last_ordered"),
                quantity(line, "last_ordered_quantity"));
    }

    private static @Nullable LocalDate day(Line line, String column) {
        var text = blankToNull(line.get(column));
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeParseException malformed) {
            throw new InvalidValue(column, "date.malformed");
        }
    }

    private static @Nullable Integer quantity(Line line, String column) {
        var text = blankToNull(line.get(column));
        try {
            return text == null ? null : Integer.valueOf(text);
        } catch (NumberFormatException malformed) {
            throw new InvalidValue(column, "quantity.malformed");
        }
    }

    private static @Nullable String blankToNull(String text) {
        return text.isBlank() ? null : text.strip();
    }
}
