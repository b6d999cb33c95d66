package com.partsportal.rfq;

import com.partsportal.shared.Ids;
import com.partsportal.vendor.VendorId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part that the vendor has not prepared, as it is typed; the fields carry its id: {@code description-ID}. Its quantities
 * are typed like those of a prepared part.
 *
 * @param id made for the form, or of the line that is revised
 * @param vendor id of the vendor that is asked; empty: not chosen
 * @param files ids of those that are kept for it
 */
record DescribedForm(
        String id,
        String number,
        String description,
        String material,
        String finish,
        String vendor,
        List<String> files) {

    /** Hidden field, once for each of them. */
    static final String LINE = "line";

    DescribedForm {
        files = List.copyOf(files);
    }

    static DescribedForm empty() {
        return new DescribedForm(Ids.next().toString(), "", "", "", "", "", List.of());
    }

    /** The same for this vendor; null: not chosen. */
    DescribedForm of(@Nullable VendorId chosen) {
        return chosen == null
                ? this
                : new DescribedForm(id, number, description, material, finish, chosen.toString(), files);
    }

    /** As an RFQ describes it. */
    static DescribedForm of(RfqRow.Line line, String id, String vendor, List<UUID> files) {
        return new DescribedForm(
                id,
                line.number(),
                line.description(),
                text(line.material()),
                text(line.finish()),
                vendor,
                files.stream().map(UUID::toString).toList());
    }

    /** @param fields gives what was typed into the fields of a name, null when there is none */
    static List<DescribedForm> typed(Function<String, String @Nullable []> fields) {
        var ids = fields.apply(LINE);
        return ids == null
                ? List.of()
                : Arrays.stream(ids)
                        .distinct()
                        .map(Ids::parse)
                        .map(id -> typed(id, fields))
                        .toList();
    }

    private static DescribedForm typed(UUID id, Function<String, String @Nullable []> fields) {
        var files = fields.apply("kept-" + id);
        return new DescribedForm(
                id.toString(),
                first(fields.apply("number-" + id)),
                first(fields.apply("description-" + id)),
                first(fields.apply("material-" + id)),
                first(fields.apply("finish-" + id)),
                first(fields.apply("vendor-" + id)),
                files == null
                        ? List.of()
                        : Arrays.stream(files)
                                .distinct()
                                .map(Ids::parse)
                                .map(UUID::toString)
                                .toList());
    }

    /** The same with more files. */
    DescribedForm withFiles(List<UUID> more) {
        var all = new ArrayList<>(files);
        more.forEach(file -> all.add(file.toString()));
        return new DescribedForm(id, number, description, material, finish, vendor, all);
    }

    DescribedForm withoutFile(String file) {
        return new DescribedForm(
                id,
                number,
                description,
                material,
                finish,
                vendor,
                files.stream().filter(one -> !one.equals(file)).toList());
    }

    private static String text(@Nullable String stored) {
        return stored == null ? "" : stored;
    }

    private static String first(String @Nullable [] typed) {
        return typed == null || typed.length == 0 ? "" : typed[0];
    }
}
