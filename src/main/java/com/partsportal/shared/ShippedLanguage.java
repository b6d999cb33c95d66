package com.partsportal.shared;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** On a String field of a command: the code of a language that emails are written in, see {@link Languages}. Null is no fault. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Constraint(validatedBy = ShippedLanguageValidator.class)
public @interface ShippedLanguage {

    String message() default "{shared.language.unknown}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
