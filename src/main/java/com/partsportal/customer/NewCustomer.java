package com.partsportal.customer;

import com.partsportal.shared.PlainName;
import com.partsportal.shared.PlainText;
import com.partsportal.shared.ShippedLanguage;
import com.partsportal.shared.ValidEmail;
import com.partsportal.shared.ValidPhone;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;

/**
 * A customer to be added, as a form or JSON gives it.
 *
 * @param ranking a label of the vendor's list
 * @param invite whether to invite at once; a draft otherwise
 * @param language of the customer's mails, {@code en} or {@code de}; null: the vendor's
 * @param validDays how long the invitation is open; null: environment or decision table
 * @param note of the vendor for the invited person, plain text
 * @param externalId the vendor's own number of it, such as its ERP's; unique for the vendor
 */
public record NewCustomer(
        @PlainName String companyName,
        @ValidEmail String email,
        @ValidPhone @Nullable String phone,
        @NotBlank String ranking,
        boolean invite,
        @ShippedLanguage @Nullable String language,

        @Min(value = 1, message = NextInvitation.DAYS) @Max(value = 30, message = NextInvitation.DAYS) @Nullable
        Integer validDays,

        @PlainText(max = 1000) @Nullable String note,

        @PlainName(max = ExternalId.LONGEST, optional = true) @Nullable
        String externalId) {

    /** Without a number of the vendor's own. */
    public NewCustomer(
            String companyName,
            String email,
            @Nullable String phone,
            String ranking,
            boolean invite,
            @Nullable String language,
            @Nullable Integer validDays,
            @Nullable String note) {
        this(companyName, email, phone, ranking, invite, language, validDays, note, null);
    }
}
