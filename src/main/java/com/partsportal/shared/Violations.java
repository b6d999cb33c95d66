package com.partsportal.shared;

import jakarta.validation.ConstraintValidatorContext;

/** Reports an invalid value to Bean Validation; only a message's key goes in, never what was typed. */
final class Violations {

    private Violations() {}

    static boolean none(ConstraintValidatorContext context, Runnable rule) {
        try {
            rule.run();
            return true;
        } catch (InvalidValue e) {
            return add(context, e.messageKey());
        }
    }

    /** Says it with this message instead of the rule's own; answers false, as what is refused does. */
    static boolean add(ConstraintValidatorContext context, String messageKey) {
        context.disableDefaultConstraintViolation();
        context.buildConstraintViolationWithTemplate("{" + messageKey + "}").addConstraintViolation();
        return false;
    }
}
