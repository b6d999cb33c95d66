package com.partsportal.company;

import com.partsportal.shared.PlainName;
import com.partsportal.shared.ValidPhone;
import java.util.List;
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
        @Nullable String shippingCountry,
        @Nullable String billingAddress,
        @Nullable String billingCountry,
        @Nullable String sameAsShipping,
        @PlainName(max = 40, optional = true) @Nullable String taxId,
        @Nullable String version) {

    static EditedCompany of(CompanyProfile profile) {
        return new EditedCompany(
                profile.name(),
                profile.phone(),
                profile.shippingAddress(),
                profile.shippingCountry(),
                profile.billingAddress(),
                profile.billingCountry(),
                profile.billingAddress() == null && profile.shippingAddress() != null ? "yes" : null,
                profile.taxId(),
                Integer.toString(profile.version()));
    }

    /**
     * Merges the form with what others have stored meanwhile: fields that the person changed keep their input, and all
     * other fields get the stored values.
     *
     * @param others the changes since the form was rendered, newest first
     */
    EditedCompany onTopOf(CompanyProfile present, List<CompanyChange> others) {
        var theirs = of(present);
        var billing = isUntouched(others, "billingAddress", sameAsShipping != null ? null : billingAddress);
        return new EditedCompany(
                isUntouched(others, "companyName", companyName) ? theirs.companyName : companyName,
                isUntouched(others, "phone", phone) ? theirs.phone : phone,
                isUntouched(others, "shippingAddress", shippingAddress) ? theirs.shippingAddress : shippingAddress,
                isUntouched(others, "shippingCountry", shippingCountry) ? theirs.shippingCountry : shippingCountry,
                billing ? theirs.billingAddress : billingAddress,
                isUntouched(others, "billingCountry", sameAsShipping != null ? null : billingCountry)
                        ? theirs.billingCountry
                        : billingCountry,
                billing ? theirs.sameAsShipping : sameAsShipping,
                isUntouched(others, "taxId", taxId) ? theirs.taxId : taxId,
                theirs.version);
    }

    private static boolean isUntouched(List<CompanyChange> others, String field, @Nullable String typed) {
        return others.stream()
                .filter(change -> change.field().equals(field))
                .reduce((newer, older) -> older)
                .filter(oldest -> plain(oldest.from()).equals(plain(typed)))
                .isPresent();
    }

    private static String plain(@Nullable String text) {
        return text == null ? "" : text.replace("\r\n", "\n").strip();
    }
}
