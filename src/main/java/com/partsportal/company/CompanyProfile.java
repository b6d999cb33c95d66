package com.partsportal.company;

import org.jspecify.annotations.Nullable;

/**
 * What a company says of itself.
 *
 * @param phone E.164
 * @param shippingCountry as ISO 3166-1 has it, such as {@code DE}; null where none was chosen, as the billing country
 * @param billingAddress null where it is the same as the shipping address
 * @param version counts every change; saving on top of an older one is reported
 */
public record CompanyProfile(
        String name,
        @Nullable String phone,
        @Nullable String shippingAddress,
        @Nullable String shippingCountry,
        @Nullable String billingAddress,
        @Nullable String billingCountry,
        @Nullable String taxId,
        int version) {}
