package com.partsportal.customer;

import com.partsportal.shared.TypedValues;
import jakarta.validation.Validator;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/** A {@link NextInvitation} as it is typed; everything comes back as it was when something is wrong. */
record NextInvitationForm(
        @Nullable String language,
        @Nullable String validDays,
        @Nullable String note) {

    static NextInvitationForm of(NextInvitation options) {
        var days = options.validDays();
        return new NextInvitationForm(options.language(), days == null ? null : days.toString(), options.note());
    }

    /** The options; what is wrong with them goes into the errors. */
    NextInvitation options(Validator validator, Errors errors) {
        var options = new NextInvitation(language == null ? "" : language, CustomerForm.days(validDays, errors), note);
        return TypedValues.checked(options, validator, errors);
    }
}
