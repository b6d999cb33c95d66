package com.partsportal.customer;

import com.partsportal.shared.PlainText;
import com.partsportal.shared.ShippedLanguage;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor chooses for the next invitation of a customer, a new link for an open one included.
 *
 * @param language of the customer's mails, {@code en} or {@code de}
 * @param validDays how long the invitation is open; null: environment or decision table
 * @param note of the vendor for the invited person, plain text without links
 */
public record NextInvitation(
        @ShippedLanguage String language,

        @Min(value = 1, message = NextInvitation.DAYS) @Max(value = 30, message = NextInvitation.DAYS) @Nullable
        Integer validDays,

        @PlainText(max = 1000) @Nullable String note) {

    /** What is said about any other number of days. */
    static final String DAYS = "{customer.new.validDays.bad}";
}
