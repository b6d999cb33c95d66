package com.partsportal.customer;

import com.partsportal.shared.TypedValues;
import jakarta.validation.Validator;
import java.io.Serializable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/** A new customer as it is typed; everything comes back as it was when something is wrong. */
record CustomerForm(
        @Nullable String companyName,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String ranking,
        @Nullable String invite,
        @Nullable String language,
        @Nullable String validDays,
        @Nullable String note,
        @Nullable String externalId)
        implements Serializable {

    private static final Pattern DAYS = Pattern.compile("[0-9]{1,4}");

    /** The customer; what is wrong with it goes into the errors. */
    NewCustomer customer(Validator validator, Errors errors) {
        var wanted = new NewCustomer(
                text(companyName),
                text(email),
                phone,
                text(ranking),
                "true".equals(invite),
                language == null || language.isEmpty() ? null : language,
                days(validDays, errors),
                note,
                externalId == null || externalId.isBlank() ? null : externalId);
        return TypedValues.checked(wanted, validator, errors);
    }

    /** How many days were typed into the field {@code validDays}; null for none and for what is no number. */
    static @Nullable Integer days(@Nullable String validDays, Errors errors) {
        if (validDays == null || validDays.isBlank()) {
            return null;
        }
        if (DAYS.matcher(validDays.strip()).matches()) {
            return Integer.valueOf(validDays.strip());
        }
        errors.rejectValue("validDays", "customer.new.validDays.bad");
        return null;
    }

    private static String text(@Nullable String typed) {
        return typed == null ? "" : typed;
    }
}
