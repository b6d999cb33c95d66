package com.partsportal.company;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change of a company's profile.
 *
 * @param field of {@code companyName}, {@code phone}, {@code shippingAddress}, {@code billingAddress}, {@code taxId}
 * @param by the person's name
 */
public record CompanyChange(
        Instant at,
        String by,
        String field,
        @Nullable String from,
        @Nullable String to) {}
