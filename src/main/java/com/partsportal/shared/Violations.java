package com.partsportal.shared;

import jakarta.validation.ConstraintValidatorContext;

/** Turns the fault of a value into Bean Validation's words; only a message's key goes in, never what was typed. */
final class Violations {

    private Violations() {}

    static boolean none(ConstraintValidatorContext context, Runnable rule) {
        try {
            rule.run();
            return true;
        } catch (InvalidValue e) {
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate("{" + e.messageKey() + "}")
                    .addConstraintViolation();
            return false;
        }
    }
}
