package com.partsportal.shared;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a String field of a command: what was typed is text of several lines that may reach an email, see
 * {@link FreeText#lines}. The message says which rule is broken. Null and blank are no fault. The service stores
 * {@link FreeText#lines} of it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Constraint(validatedBy = PlainTextValidator.class)
public @interface PlainText {

    /** Number of characters. */
    int max();

    /** Whether it never reaches an email and may contain a link. */
    boolean mayLink() default false;

    String message() default "{shared.text.characters}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
