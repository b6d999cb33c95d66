package com.partsportal.account;

import com.partsportal.shared.EmailAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A login as others may see it.
 *
 * @param mustAgreeToTerms whether the person agreed to older terms and has to be asked for the present ones
 */
public record AccountRow(
        AccountId id,
        EmailAddress email,
        String name,
        boolean active,
        @Nullable Role staffRole,
        Locale language,
        @Nullable String phone,
        boolean mustAgreeToTerms) {}
