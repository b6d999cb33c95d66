package com.partsportal.company;

import com.partsportal.shared.PlainName;
import com.partsportal.shared.ValidPhone;
import org.jspecify.annotations.Nullable;

/**
 * A company's profile as the form gives it.
 *
 * @param sameAsShipping anything when it is ticked: the billing address is the shipping address
 * @param version of the profile that the form was made from
 */
public record EditedCompany(
        @PlainName @Nullable String companyName,
        @ValidPhone @Nullable String phone,
        @Nullable String shippingAddress,
        @Nullable String billingAddress,
        @Nullable String sameAsShipping,
        @PlainName(max = 40, optional = true) @Nullable String taxId,
        @Nullable String version) {

    static EditedCompany of(CompanyProfile profile) {
        return new EditedCompany(
                profile.name(),
                profile.phone(),
                profile.shippingAddress(),
                profile.billingAddress(),
                profile.billingAddress() == null && profile.shippingAddress() != null ? "yes" : null,
                profile.taxId(),
                Integer.toString(profile.version()));
    }
}
