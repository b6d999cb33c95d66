package com.partsportal.shared;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

class PlainNameValidator implements ConstraintValidator<PlainName, String> {

    private int longest;
    private boolean optional;

    @Override
    public void initialize(PlainName rule) {
        longest = rule.max();
        optional = rule.optional();
    }

    @Override
    public boolean isValid(@Nullable String typed, ConstraintValidatorContext context) {
        var text = typed == null ? "" : typed;
        if (optional && Names.trim(text).isEmpty()) {
            return true;
        }
        try {
            Names.plain("name", text, longest);
            return true;
        } catch (InvalidValue e) {
            return switch (e.code()) {
                // what is missing is called by the rule's own words
                case "name.required" -> false;
                case "name.toolong" -> Violations.add(context, "shared.name.longest");
                default -> Violations.add(context, e.messageKey());
            };
        }
    }
}
