package com.partsportal.rfq;

import com.partsportal.part.NewPart;
import com.partsportal.shared.FreeText;
import com.partsportal.shared.InvalidValue;
import com.partsportal.vendor.VendorId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A part that the vendor has not prepared, as the company describes it in an RFQ.
 *
 * @param key distinguishes it from the others of the form; the line of an RFQ that is revised
 * @param vendor who is asked; null: the only vendor that the company has
 * @param files that were kept for it, see {@code RfqFiles}
 */
public record DescribedPart(
        UUID key,
        @Nullable VendorId vendor,
        @Nullable String number,
        String description,
        @Nullable String material,
        @Nullable String finish,
        List<Integer> quantities,
        List<UUID> files) {

    /** The most files of one line. */
    public static final int MOST_FILES = 20;

    public DescribedPart {
        quantities = List.copyOf(quantities);
        files = List.copyOf(files);
    }

    /**
     * This part with all texts as they are stored.
     *
     * @throws InvalidValue the first of {@link #faults}
     */
    DescribedPart checked() {
        faults().stream().findFirst().ifPresent(fault -> {
            throw fault;
        });
        return new DescribedPart(
                key,
                vendor,
                storedNumber(),
                storedDescription(),
                stored("material", material),
                stored("finish", finish),
                quantities,
                files);
    }

    /** What is wrong with it, each with the name of its field: {@code files} for too many. */
    List<InvalidValue> faults() {
        var faults = new ArrayList<InvalidValue>();
        for (Supplier<?> field : List.<Supplier<?>>of(
                this::storedNumber,
                this::storedDescription,
                () -> stored("material", material),
                () -> stored("finish", finish))) {
            try {
                field.get();
            } catch (InvalidValue fault) {
                faults.add(fault);
            }
        }
        if (files.size() > MOST_FILES || new HashSet<>(files).size() != files.size()) {
            faults.add(new InvalidValue("files", "rfq.files"));
        }
        return faults;
    }

    private @Nullable String storedNumber() {
        return FreeText.portalLine("number", number, NewPart.LONGEST_NUMBER);
    }

    private String storedDescription() {
        var text = FreeText.portalLine("description", description, NewPart.LONGEST_DESCRIPTION);
        if (text == null) {
            throw new InvalidValue("description", "rfq.description");
        }
        return text;
    }

    private static @Nullable String stored(String field, @Nullable String typed) {
        return FreeText.portalLine(field, typed, NewPart.LONGEST_MATERIAL);
    }
}
