package com.partsportal.customer;

import com.partsportal.shared.PlainName;
import com.partsportal.shared.ValidPhone;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor changes of its record; null keeps what is there. The address is not among it: it belongs to a login.
 *
 * @param phone blank removes it
 * @param ranking a label of the vendor's list
 * @param externalId the vendor's own number of it; blank removes it
 */
public record EditedCustomer(
        @Schema(requiredMode = RequiredMode.NOT_REQUIRED) @PlainName(optional = true) @Nullable
        String companyName,

        @ValidPhone @Nullable String phone,

        @Schema(requiredMode = RequiredMode.NOT_REQUIRED) @Nullable
        String ranking,

        @PlainName(max = ExternalId.LONGEST, optional = true) @Nullable
        String externalId) {}
