package com.partsportal.part;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An RFQ as it is typed, with what is wrong with it beside each field. The fields of the quantities carry the part's id.
 *
 * @param quantities by the part's id, several of them with commas or blanks between
 * @param errors keys of messages by the field's id in the page
 */
record RfqForm(Map<String, String> quantities, String neededBy, String note, Map<String, String> errors) {

    static final String QUANTITY = "quantity-";

    static RfqForm empty() {
        return new RfqForm(Map.of(), "", "", new LinkedHashMap<>());
    }

    static RfqForm of(RfqRow rfq, List<RfqRow.Line> lines) {
        return new RfqForm(
                lines.stream()
                        .collect(Collectors.toMap(
                                line -> line.part().toString(),
                                line -> line.quantities().stream()
                                        .map(String::valueOf)
                                        .collect(Collectors.joining(", ")))),
                rfq.neededBy() == null ? "" : rfq.neededBy().toString(),
                rfq.note() == null ? "" : rfq.note(),
                new LinkedHashMap<>());
    }

    /** @param field gives what was typed into a field, null when there is none */
    static RfqForm typed(List<PartId> parts, Function<String, @Nullable String> field) {
        var quantities = new LinkedHashMap<String, String>();
        parts.forEach(part -> {
            var typed = field.apply(QUANTITY + part);
            quantities.put(part.toString(), typed == null ? "" : typed);
        });
        var neededBy = field.apply("neededBy");
        var note = field.apply("note");
        return new RfqForm(
                quantities, neededBy == null ? "" : neededBy, note == null ? "" : note, new LinkedHashMap<>());
    }

    public String quantity(Object part) {
        return quantities.getOrDefault(part.toString(), "");
    }

    public String error(String field) {
        return errors.getOrDefault(field, "");
    }

    /** Reads it; what cannot be read stands in {@link #errors}. */
    NewRfq read() {
        var lines = new ArrayList<NewRfq.Line>();
        quantities.forEach((part, typed) -> {
            var read = numbers(typed);
            if (read.isEmpty()) {
                errors.put(
                        QUANTITY + part, typed.isBlank() ? "portal.rfq.quantity.missing" : "portal.rfq.quantity.bad");
            } else {
                lines.add(new NewRfq.Line(PartId.of(part), read));
            }
        });
        return new NewRfq(lines, day(), note);
    }

    private @Nullable LocalDate day() {
        if (neededBy.isBlank()) {
            return null;
        }
        try {
            return LocalDate.parse(neededBy.strip());
        } catch (DateTimeParseException malformed) {
            errors.put("neededBy", "portal.rfq.neededBy.bad");
            return null;
        }
    }

    /** Empty when something in it is no quantity. */
    private static List<Integer> numbers(String typed) {
        var words = Arrays.stream(typed.strip().split("[,;\\s]+"))
                .filter(word -> !word.isEmpty())
                .toList();
        if (words.size() > NewRfq.MOST_QUANTITIES
                || !words.stream().allMatch(word -> word.matches("[1-9][0-9]{0,7}"))) {
            return List.of();
        }
        var numbers = words.stream().map(Integer::valueOf).distinct().toList();
        return numbers.stream().allMatch(number -> number <= NewRfq.LARGEST_QUANTITY) ? numbers : List.of();
    }
}
