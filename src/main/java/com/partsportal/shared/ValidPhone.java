package com.partsportal.shared;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a String field of a command: what was typed is a phone number (see {@link PhoneNumber}).
 * Null and blank are fine, since a phone is optional everywhere. A number without {@code +} is read in the vendor's
 * region by the service, whose {@link PhoneNumber#parse} may still refuse it with {@link InvalidValue}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Constraint(validatedBy = ValidPhoneValidator.class)
public @interface ValidPhone {

    String message() default "{shared.phone.malformed}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
