package com.partsportal.rfq;

import com.partsportal.part.PartId;
import com.partsportal.shared.Days;
import com.partsportal.shared.Ids;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.WholeNumber;
import com.partsportal.vendor.VendorId;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An RFQ as it is typed, with what is wrong with it beside each field. The fields of the quantities carry the id of the part,
 * or of the {@link DescribedForm}; each quantity has a field of its own.
 *
 * @param quantities by that id, as typed
 * @param errors by the field's id in the page
 */
record RfqForm(
        Map<String, List<String>> quantities,
        List<DescribedForm> described,
        String neededBy,
        String note,
        Map<String, Fault> errors) {

    static final String QUANTITY = "quantity-";

    /**
     * What is wrong with a field.
     *
     * @param key of the message
     * @param suggestion the number that may be meant; empty for none
     */
    record Fault(String key, String suggestion) {

        /** What the message names. */
        public List<String> args() {
            return List.of(suggestion);
        }
    }

    /**
     * A field for one quantity.
     *
     * @param nth 1 for the first one of the part
     */
    record QuantityField(String id, int nth, String value) {}

    /** @param known the quantities to begin with, by part */
    static RfqForm prefilled(Map<PartId, List<Integer>> known) {
        var quantities = new LinkedHashMap<String, List<String>>();
        known.forEach((part, numbers) -> quantities.put(part.toString(), texts(numbers)));
        return new RfqForm(quantities, List.of(), "", "", new LinkedHashMap<>());
    }

    /** To revise an RFQ. */
    static RfqForm of(RfqRow rfq, List<RfqRow.Line> lines, Map<UUID, List<UUID>> files) {
        var quantities = new LinkedHashMap<String, List<String>>();
        var described = new ArrayList<DescribedForm>();
        for (var line : lines) {
            if (line.isDescribed()) {
                var vendor = rfq.vendor().toString();
                described.add(
                        DescribedForm.of(line, line.id().toString(), vendor, files.getOrDefault(line.id(), List.of())));
            }
            quantities.put(key(line), texts(line.quantities()));
        }
        return new RfqForm(
                quantities,
                described,
                rfq.neededBy() == null ? "" : rfq.neededBy().toString(),
                rfq.note() == null ? "" : rfq.note(),
                new LinkedHashMap<>());
    }

    private static String key(RfqRow.Line line) {
        return line.isDescribed() ? line.id().toString() : String.valueOf(line.part());
    }

    /** The same with one more part to describe. */
    RfqForm withDescribed(DescribedForm another, List<Integer> numbers) {
        var more = new ArrayList<>(described);
        more.add(another);
        var quantitiesOfAll = new LinkedHashMap<>(quantities);
        quantitiesOfAll.put(another.id(), texts(numbers));
        return new RfqForm(quantitiesOfAll, more, neededBy, note, errors);
    }

    /** The same with other parts to describe, or fewer. */
    RfqForm with(List<DescribedForm> others) {
        var ids = others.stream().map(DescribedForm::id).toList();
        var kept = new LinkedHashMap<>(quantities);
        described.stream()
                .map(DescribedForm::id)
                .filter(id -> !ids.contains(id))
                .forEach(kept::remove);
        return new RfqForm(kept, others, neededBy, note, errors);
    }

    private static List<String> texts(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).toList();
    }

    /** @param fields gives what was typed into the fields of a name, null when there is none */
    static RfqForm typed(List<PartId> parts, Function<String, String @Nullable []> fields) {
        var described = DescribedForm.typed(fields);
        var quantities = new LinkedHashMap<String, List<String>>();
        Stream.concat(parts.stream().map(PartId::toString), described.stream().map(DescribedForm::id))
                .forEach(id -> {
                    var typed = fields.apply(QUANTITY + id);
                    quantities.put(id, typed == null ? List.of() : Arrays.asList(typed));
                });
        return new RfqForm(
                quantities,
                described,
                first(fields.apply("neededBy")),
                first(fields.apply("note")),
                new LinkedHashMap<>());
    }

    private static String first(String @Nullable [] typed) {
        return typed == null || typed.length == 0 ? "" : typed[0];
    }

    /** The same with one more field for a quantity of this part. */
    RfqForm withAnother(String part) {
        var more = new LinkedHashMap<>(quantities);
        more.computeIfPresent(part, (id, typed) -> {
            var fields = new ArrayList<>(typed.isEmpty() ? List.of("") : typed);
            if (fields.size() < NewRfq.MOST_QUANTITIES) {
                fields.add("");
            }
            return fields;
        });
        return new RfqForm(more, described, neededBy, note, errors);
    }

    /** The fields of a part, at least one. */
    public List<QuantityField> fields(Object part) {
        var typed = quantities.getOrDefault(part.toString(), List.of());
        return IntStream.range(0, Math.max(1, typed.size()))
                .mapToObj(n -> new QuantityField(id(part, n), n + 1, typed.isEmpty() ? "" : typed.get(n)))
                .toList();
    }

    private static String id(Object part, int n) {
        return QUANTITY + part + (n == 0 ? "" : "-" + (n + 1));
    }

    /** What is wrong with that field; null for nothing. */
    public @Nullable Fault error(String field) {
        return errors.get(field);
    }

    /** Reads it; what cannot be read is in {@link #errors}. */
    NewRfq read() {
        var lines = new ArrayList<NewRfq.Line>();
        var ofDescribed = described.stream().map(DescribedForm::id).toList();
        quantities.forEach((part, typed) -> {
            if (!ofDescribed.contains(part)) {
                var read = numbers(part, typed);
                if (!read.isEmpty()) {
                    lines.add(new NewRfq.Line(PartId.of(part), read));
                }
            }
        });
        return new NewRfq(lines, described.stream().map(this::read).toList(), day(), note);
    }

    private DescribedPart read(DescribedForm typed) {
        var part = new DescribedPart(
                UUID.fromString(typed.id()),
                vendor(typed),
                typed.number(),
                typed.description(),
                typed.material(),
                typed.finish(),
                numbers(typed.id(), quantities.getOrDefault(typed.id(), List.of())),
                typed.files().stream().map(UUID::fromString).toList());
        part.faults().forEach(fault -> fault(fault.field() + "-" + typed.id(), PortalRfqPages.key(fault)));
        return part;
    }

    private @Nullable VendorId vendor(DescribedForm typed) {
        if (typed.vendor().isEmpty()) {
            return null;
        }
        try {
            return new VendorId(Ids.parse(typed.vendor()));
        } catch (NotFound noId) {
            fault("vendor-" + typed.id(), "rfq.vendor.bad");
            return null;
        }
    }

    private List<Integer> numbers(String part, List<String> typed) {
        var numbers = new ArrayList<Integer>();
        for (var n = 0; n < typed.size(); n++) {
            if (!typed.get(n).isBlank()) {
                number(id(part, n), typed.get(n)).ifPresent(numbers::add);
            }
        }
        if (typed.stream().allMatch(String::isBlank)) {
            fault(id(part, 0), "rfq.quantity.missing");
        } else if (numbers.size() > NewRfq.MOST_QUANTITIES) {
            fault(id(part, 0), "rfq.quantity.many");
        }
        return numbers.stream().distinct().toList();
    }

    private Optional<Integer> number(String field, String typed) {
        var number = WholeNumber.of(typed)
                .filter(read -> read.value() >= 1 && read.value() <= NewRfq.LARGEST_QUANTITY)
                .orElse(null);
        if (number == null) {
            var isList = typed.strip().matches("[0-9]+(?:[,;\\s/]+[0-9]+)+");
            fault(field, isList ? "rfq.quantity.list" : "rfq.quantity.bad");
            return Optional.empty();
        }
        if (number.isGrouped()) {
            errors.put(field, new Fault("rfq.quantity.meant", Long.toString(number.value())));
            return Optional.empty();
        }
        return Optional.of((int) number.value());
    }

    /** Notes that something is wrong with a field. */
    void fault(String field, String key) {
        fault(field, key, "");
    }

    /** The same of something that has a name. */
    void fault(String field, String key, String name) {
        errors.putIfAbsent(field, new Fault(key, name));
    }

    private @Nullable LocalDate day() {
        if (neededBy.isBlank()) {
            return null;
        }
        try {
            return Days.parse(neededBy.strip());
        } catch (DateTimeException malformed) {
            fault("neededBy", "rfq.neededBy.bad");
            return null;
        }
    }
}
