package com.partsportal.shared;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

class ValidEmailValidator implements ConstraintValidator<ValidEmail, String> {

    @Override
    public boolean isValid(@Nullable String typed, ConstraintValidatorContext context) {
        return Violations.none(context, () -> new EmailAddress(typed == null ? "" : typed));
    }
}
