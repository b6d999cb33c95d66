package com.partsportal.customer;

import com.partsportal.shared.Folding;
import org.jspecify.annotations.Nullable;

/** What the list's search looks into: the folded company name, the address, the phone number and the vendor's own number, one a line. */
public final class SearchText {

    private SearchText() {}

    /** Of a customer as its row has it. */
    public static String of(String companyName, String email, @Nullable String phone, @Nullable String externalId) {
        return Folding.fold(companyName)
                + "\n"
                + email
                + "\n"
                + (phone == null ? "" : phone)
                + (externalId == null ? "" : "\n" + Folding.fold(externalId));
    }
}
