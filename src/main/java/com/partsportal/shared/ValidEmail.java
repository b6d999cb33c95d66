package com.partsportal.shared;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a String field of a command: what was typed is a mail address (see {@link EmailAddress}).
 * The message says which rule is broken. Null and empty are invalid too, so no {@code @NotBlank} is needed.
 * <pre>{@code record NewCustomer(@PlainName String companyName, @ValidEmail String email) {
 *     EmailAddress address() { return new EmailAddress(email); }
 * }}</pre>
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Constraint(validatedBy = ValidEmailValidator.class)
public @interface ValidEmail {

    String message() default "{shared.email.malformed}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
