package com.partsportal.shared;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

class PlainTextValidator implements ConstraintValidator<PlainText, String> {

    private int longest;
    private boolean mayLink;

    @Override
    public void initialize(PlainText rule) {
        longest = rule.max();
        mayLink = rule.mayLink();
    }

    @Override
    public boolean isValid(@Nullable String typed, ConstraintValidatorContext context) {
        try {
            if (mayLink) {
                FreeText.portalLines("text", typed, longest);
            } else {
                FreeText.lines("text", typed, longest);
            }
            return true;
        } catch (InvalidValue e) {
            return Violations.add(context, e.code().equals("text.toolong") ? "shared.name.longest" : e.messageKey());
        }
    }
}
