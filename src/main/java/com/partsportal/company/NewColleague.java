package com.partsportal.company;

import com.partsportal.shared.PlainName;
import com.partsportal.shared.ValidEmail;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A colleague to be invited, as the form gives it.
 *
 * @param role what a Customer Manager may give: {@code CUSTOMER_MANAGER} or {@code CUSTOMER_USER}
 */
public record NewColleague(
        @PlainName @Nullable String name,
        @ValidEmail @Nullable String email,

        @NotNull(message = "{company.users.role.missing}")
        @Pattern(regexp = "CUSTOMER_MANAGER|CUSTOMER_USER", message = "{company.users.role.missing}")
        @Nullable
        String role) {}
