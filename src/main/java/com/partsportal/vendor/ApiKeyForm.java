package com.partsportal.vendor;

import com.partsportal.shared.Days;
import com.partsportal.shared.PlainName;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/**
 * The form of a new key, as it was typed.
 *
 * @param readOnly null: not requested
 * @param lastDay the last day on which it works, in the vendor's time zone
 */
record ApiKeyForm(
        @PlainName(max = 100) @Nullable String name,
        @Nullable Boolean readOnly,
        @Nullable String lastDay) {

    static ApiKeyForm empty() {
        return new ApiKeyForm("", null, "");
    }

    /** The requested key; an invalid day is added to the errors. */
    NewApiKey wanted(ZoneId zone, Errors errors) {
        return new NewApiKey(String.valueOf(name), readOnly, end(zone, errors));
    }

    private @Nullable Instant end(ZoneId zone, Errors errors) {
        if (lastDay == null || lastDay.isBlank()) {
            return null;
        }
        try {
            return Days.parse(lastDay.strip()).plusDays(1).atStartOfDay(zone).toInstant();
        } catch (DateTimeException noDay) {
            errors.rejectValue("lastDay", "vendor.keys.lastDay.unreadable");
            return null;
        }
    }
}
