package com.partsportal.shared;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

class PlainNameValidator implements ConstraintValidator<PlainName, String> {

    private int longest;
    private boolean optional;
    private boolean mayLink;

    @Override
    public void initialize(PlainName rule) {
        longest = rule.max();
        optional = rule.optional();
        mayLink = rule.mayLink();
    }

    @Override
    public boolean isValid(@Nullable String typed, ConstraintValidatorContext context) {
        var text = typed == null ? "" : typed;
        if (optional && FreeText.trim(text).isEmpty()) {
            return true;
        }
        try {
            FreeText.name("name", text, longest, mayLink);
            return true;
        } catch (InvalidValue e) {
            return switch (e.code()) {
                // the rule's own message says what is missing
                case "name.required" -> false;
                case "name.toolong" -> Violations.add(context, "shared.name.longest");
                default -> Violations.add(context, e.messageKey());
            };
        }
    }
}
