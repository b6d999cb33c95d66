package com.partsportal.shared;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/** See {@link ShippedLanguage}. */
class ShippedLanguageValidator implements ConstraintValidator<ShippedLanguage, String> {

    @Override
    public boolean isValid(@Nullable String code, ConstraintValidatorContext context) {
        return code == null
                || Languages.shipped().stream()
                        .anyMatch(language -> language.getLanguage().equals(code));
    }
}
