package com.partsportal.shared;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** On a {@code LocalDate} of a command: a day from 1950 to today, or none. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Constraint(validatedBy = PastDayValidator.class)
public @interface PastDay {

    String message() default "{shared.day.past}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
