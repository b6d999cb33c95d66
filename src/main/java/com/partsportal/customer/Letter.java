package com.partsportal.customer;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor chooses for the next invitation of a customer, a new link for an open one included.
 *
 * @param language of the customer's mails, {@code en} or {@code de}
 * @param validDays how long the invitation is open; null: environment or decision table
 * @param note of the vendor for the invited person, plain text without links
 */
public record Letter(
        @Pattern(regexp = "en|de") String language,

        @Min(value = 1, message = Letter.DAYS) @Max(value = 30, message = Letter.DAYS) @Nullable
        Integer validDays,

        @Size(max = 1000) @Nullable String note) {

    /** What is said about any other number of days. */
    static final String DAYS = "{customer.new.validDays.bad}";
}
