package com.partsportal.shared;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a service's method that changes something, together with {@code @Transactional}: a
 * {@link ConcurrencyConflict} rolls back and the whole method runs again, three times in all; then the exception goes to
 * the caller. Inside a transaction of its caller the method only runs: who began the transaction tries again.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Retried {}
