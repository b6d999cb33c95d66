package com.partsportal.emailchange;

import com.partsportal.shared.ValidEmail;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The form of a request, as it was typed.
 *
 * @param current given when the person is signed in
 * @param source how it came to support; of a request that an agent registers
 */
record EmailChangeForm(
        @Nullable String current,
        @ValidEmail @Nullable String requested,

        @NotBlank(message = "{emailchange.reason.missing}")
        @Size(max = 1000, message = "{emailchange.reason.long}")
        @Nullable
        String reason,

        @Nullable String source) {

    static EmailChangeForm empty() {
        return new EmailChangeForm("", "", "", "");
    }
}
