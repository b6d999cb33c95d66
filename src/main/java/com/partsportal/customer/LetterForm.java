package com.partsportal.customer;

import com.partsportal.shared.TypedValues;
import jakarta.validation.Validator;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/** A {@link Letter} as it is typed; everything comes back as it was when something is wrong. */
record LetterForm(
        @Nullable String language,
        @Nullable String validDays,
        @Nullable String note) {

    static LetterForm of(Letter letter) {
        var days = letter.validDays();
        return new LetterForm(letter.language(), days == null ? null : days.toString(), letter.note());
    }

    /** The letter; what is wrong with it goes into the errors. */
    Letter letter(Validator validator, Errors errors) {
        var letter = new Letter(language == null ? "" : language, CustomerForm.days(validDays, errors), note);
        return TypedValues.checked(letter, validator, errors);
    }
}
