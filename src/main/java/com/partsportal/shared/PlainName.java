package com.partsportal.shared;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a String field of a command: what was typed is a name as in {@link Names}. The words tell which rule is broken.
 * Null and blank are broken too, unless {@link #optional}. The door stores {@link Names#company} or
 * {@link Names#person} of it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Constraint(validatedBy = PlainNameValidator.class)
public @interface PlainName {

    int max() default 200;

    boolean optional() default false;

    String message() default "{shared.name.required}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
