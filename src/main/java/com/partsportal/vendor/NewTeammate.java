package com.partsportal.vendor;

import com.partsportal.account.Role;
import com.partsportal.shared.PlainName;
import com.partsportal.shared.ValidEmail;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** Somebody to be invited into a vendor's team. */
public record NewTeammate(
        @PlainName String name,
        @ValidEmail String email,
        @NotNull @Nullable Role role) {}
