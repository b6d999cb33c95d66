package com.partsportal.company;

import org.jspecify.annotations.Nullable;

/**
 * What a company says of itself.
 *
 * @param phone E.164
 * @param billingAddress null where it is the same as the shipping address
 * @param version counts every change; who saves on top of an older one is told
 */
public record CompanyProfile(
        String name,
        @Nullable String phone,
        @Nullable String shippingAddress,
        @Nullable String billingAddress,
        @Nullable String taxId,
        int version) {}
