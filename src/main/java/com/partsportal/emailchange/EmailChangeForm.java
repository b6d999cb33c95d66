package com.partsportal.emailchange;

import com.partsportal.shared.FreeText;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.PlainText;
import com.partsportal.shared.ValidEmail;
import jakarta.validation.constraints.NotBlank;
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
        @PlainText(max = NewEmailChange.LONGEST_REASON, mayLink = true)
        @Nullable
        String reason,

        @Nullable String source) {

    private static final int LONGEST_ANSWER = 1000;

    /** An answer to support's question, which only agents read; null when it is none. */
    static @Nullable String answer(String typed) {
        try {
            return FreeText.portalLines("reply", typed, LONGEST_ANSWER);
        } catch (InvalidValue noAnswer) {
            return null;
        }
    }

    static EmailChangeForm empty() {
        return new EmailChangeForm("", "", "", "");
    }
}
