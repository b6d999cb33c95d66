package com.partsportal.part;

import com.partsportal.shared.Days;
import com.partsportal.shared.TypedValues;
import com.partsportal.shared.WholeNumber;
import jakarta.validation.Validator;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/** A part as it is typed; everything comes back as it was when something is wrong. */
record PartForm(
        @Nullable String number,
        @Nullable String revision,
        @Nullable String description,
        @Nullable String material,
        @Nullable String finish,
        @Nullable String lastQuoted,
        @Nullable String lastQuotedQuantity,
        @Nullable String lastOrdered,
        @Nullable String lastOrderedQuantity) {

    private static final long MOST = 999_999_999;

    static PartForm empty() {
        return new PartForm(null, null, null, null, null, null, null, null, null);
    }

    static PartForm of(PartRow row) {
        return new PartForm(
                row.number(),
                row.revision(),
                row.description(),
                row.material(),
                row.finish(),
                text(row.lastQuoted()),
                text(row.lastQuotedQuantity()),
                text(row.lastOrdered()),
                text(row.lastOrderedQuantity()));
    }

    /** The part; what is wrong with it goes into the errors. */
    NewPart part(Validator validator, Errors errors) {
        var part = new NewPart(
                number == null ? "" : number,
                revision,
                description == null ? "" : description,
                material,
                finish,
                day("lastQuoted", lastQuoted, errors),
                quantity("lastQuotedQuantity", lastQuotedQuantity, errors),
                day("lastOrdered", lastOrdered, errors),
                quantity("lastOrderedQuantity", lastOrderedQuantity, errors));
        return TypedValues.checked(part, validator, errors);
    }

    private static @Nullable LocalDate day(String field, @Nullable String typed, Errors errors) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        try {
            return Days.parse(typed.strip());
        } catch (DateTimeException noDay) {
            errors.rejectValue(field, "part.csv.date.malformed");
            return null;
        }
    }

    private static @Nullable Integer quantity(String field, @Nullable String typed, Errors errors) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        var number = WholeNumber.of(typed).filter(read -> read.value() <= MOST).orElse(null);
        if (number == null) {
            errors.rejectValue(field, "part.csv.quantity.malformed");
            return null;
        }
        if (number.isGrouped()) {
            errors.rejectValue(field, "part.quantity.meant", new Object[] {Long.toString(number.value())}, null);
            return null;
        }
        return (int) number.value();
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
