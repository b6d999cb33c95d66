package com.partsportal.customer;

import com.partsportal.shared.PlainName;
import com.partsportal.shared.ValidEmail;
import com.partsportal.shared.ValidPhone;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A customer to be added, as a form or JSON gives it.
 *
 * @param ranking a label of the vendor's list
 * @param invite whether to invite at once; a draft otherwise
 * @param language of the customer's mails, {@code en} or {@code de}; null: the vendor's
 * @param validDays how long the invitation is open; null: environment or decision table
 * @param note of the vendor for the invited person, plain text
 */
public record NewCustomer(
        @PlainName String companyName,
        @ValidEmail String email,
        @ValidPhone @Nullable String phone,
        @NotBlank String ranking,
        boolean invite,
        @Pattern(regexp = "en|de") @Nullable String language,

        @Min(value = 1, message = Letter.DAYS) @Max(value = 30, message = Letter.DAYS) @Nullable
        Integer validDays,

        @Size(max = 1000) @Nullable String note) {}
