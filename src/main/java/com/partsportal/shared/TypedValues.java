package com.partsportal.shared;

import jakarta.validation.Validator;
import org.springframework.validation.Errors;

/** Values that were typed into a form. */
public final class TypedValues {

    private static final String CODE = "fault";

    private TypedValues() {}

    /** The same value; what its constraints say against it goes to the fields with their names. */
    public static <T> T checked(T value, Validator validator, Errors errors) {
        validator
                .validate(value)
                .forEach(fault -> errors.rejectValue(fault.getPropertyPath().toString(), CODE, fault.getMessage()));
        return value;
    }
}
