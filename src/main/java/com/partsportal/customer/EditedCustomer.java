package com.partsportal.customer;

import com.partsportal.shared.PlainName;
import com.partsportal.shared.ValidPhone;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor changes of its record; null keeps what is there. The address is not among it: it belongs to a login.
 *
 * @param phone blank removes it
 * @param ranking a label of the vendor's list
 */
public record EditedCustomer(
        @PlainName(optional = true) @Nullable String companyName,
        @ValidPhone @Nullable String phone,
        @Nullable String ranking) {}
