package com.partsportal.shared;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a String field of a command: what was typed is a name, one line of {@link FreeText}. The message says which rule is
 * broken. Null and blank are broken too, unless {@link #optional}. The service stores {@link Names#company} or
 * {@link Names#person} of it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Constraint(validatedBy = PlainNameValidator.class)
public @interface PlainName {

    /** Number of characters. */
    int max() default Names.LONGEST;

    boolean optional() default false;

    /** Whether it never reaches an email and may contain a link. */
    boolean mayLink() default false;

    String message() default "{shared.name.required}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
