package com.partsportal.part;

import com.partsportal.shared.DateFormats;
import com.partsportal.shared.InvalidValue;
import com.partsportal.table.CellValues;
import com.partsportal.table.DayOrder;
import com.partsportal.table.DayQuestion;
import com.partsportal.table.Headings;
import com.partsportal.table.MappedTable;
import com.partsportal.table.Table;
import com.partsportal.vendor.VendorRow;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Reads parts from the rows of a table. A bad row stops no other. */
@Component
class PartsReader {

    private static final List<String> DAYS = List.of("last_quoted", "last_ordered");

    private final Validator validator;
    private final MessageSource messages;
    private final DateFormats formats;
    private final Clock clock;

    PartsReader(Validator validator, MessageSource messages, DateFormats formats, Clock clock) {
        this.validator = validator;
        this.messages = messages;
        this.formats = formats;
        this.clock = clock;
    }

    /**
     * @param vendor whose country says how days and quantities are written, if somebody chose it
     * @param chosen how days in figures are written; null: as the country writes them
     */
    PartsFile read(MappedTable table, VendorRow vendor, @Nullable DayOrder chosen) {
        var usual = vendor.choices().regionChosen() ? DayOrder.of(vendor.region()) : null;
        var order = chosen == null ? usual : chosen;
        var values = CellValues.of(vendor.region(), order, LocalDate.ofInstant(clock.instant(), vendor.zone()));
        var good = new ArrayList<NewPart>();
        var bad = new ArrayList<PartsFile.Problem>();
        var seen = new HashMap<NewPart.Key, Long>();
        for (var row : table.rows()) {
            var problem = read(table, row, values, seen, good);
            if (problem != null) {
                bad.add(problem);
            }
        }
        return new PartsFile(good, bad, table.mapping().unused(table.table()), question(table, values, usual, chosen));
    }

    private PartsFile.@Nullable Problem read(
            MappedTable table, Table.Row row, CellValues values, Map<NewPart.Key, Long> seen, List<NewPart> good) {
        var fault = table.fault(row);
        if (fault != null) {
            var code = fault == Table.Fault.TOTAL ? "total-line" : "malformed";
            return problem(table, row, code, null, text(fault.messageKey()));
        }
        try {
            var part = part(table, row, values);
            var violation = validator.validate(part).stream().min(Comparator.comparing(PartsReader::field));
            if (violation.isPresent()) {
                return problem(
                        table,
                        row,
                        "malformed",
                        field(violation.get()),
                        violation.get().getMessage());
            }
            var earlier = seen.putIfAbsent(part.normalised().key(), row.line());
            if (earlier != null) {
                return problem(table, row, "duplicate-in-file", null, text("part.csv.twice", earlier));
            }
            good.add(part);
            return null;
        } catch (InvalidValue malformed) {
            return problem(
                    table,
                    row,
                    "malformed",
                    malformed.field(),
                    text("part.csv." + malformed.code(), printable(malformed.args())));
        }
    }

    /** Days as people read them; the last ones as they may write them. */
    private Object[] printable(Object[] args) {
        return Stream.concat(
                        Arrays.stream(args).map(arg -> arg instanceof LocalDate day ? formats.day(day) : arg),
                        Arrays.stream(args).filter(LocalDate.class::isInstance).map(Object::toString))
                .toArray();
    }

    private static PartsFile.Problem problem(
            MappedTable table, Table.Row row, String code, @Nullable String field, String message) {
        var values =
                Headings.PARTS.fields().stream().collect(Collectors.toMap(one -> one, one -> table.value(row, one)));
        return new PartsFile.Problem(row.line(), code, field, message, values);
    }

    /** As files name it: {@code last_quoted} for {@code lastQuoted}. */
    private static String field(ConstraintViolation<NewPart> violation) {
        return violation
                .getPropertyPath()
                .toString()
                .replaceAll("([A-Z])", "_$1")
                .toLowerCase(java.util.Locale.ROOT);
    }

    /** The first day that the country does not decide. */
    private static @Nullable DayQuestion question(
            MappedTable table, CellValues values, @Nullable DayOrder usual, @Nullable DayOrder chosen) {
        return table.rows().stream()
                .flatMap(row -> DAYS.stream().map(field -> table.value(row, field)))
                .map(text -> new DayQuestion(text, values.readings(text), chosen))
                .filter(question -> usual == null || !question.readings().containsKey(usual))
                .filter(question ->
                        question.readings().values().stream().distinct().count() > 1)
                .findFirst()
                .orElse(null);
    }

    private static NewPart part(MappedTable table, Table.Row row, CellValues values) {
        return new NewPart(
                table.value(row, "number"),
                emptyToNull(table.value(row, "revision")),
                table.value(row, "description"),
                emptyToNull(table.value(row, "material")),
                emptyToNull(table.value(row, "finish")),
                values.day("last_quoted", table.value(row, "last_quoted")),
                values.quantity("last_quoted_quantity", table.value(row, "last_quoted_quantity")),
                values.day("last_ordered", table.value(row, "last_ordered")),
                values.quantity("last_ordered_quantity", table.value(row, "last_ordered_quantity")));
    }

    private String text(String key, Object... args) {
        return messages.getMessage(key, args, LocaleContextHolder.getLocale());
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
