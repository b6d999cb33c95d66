package com.partsportal.vendor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a Vendor Admin chooses for the vendor.
 *
 * @param partsPolicy name of a {@link PartsPolicy}
 * @param notices codes of the mails that the vendor wants about its invitations, of {@link #NOTICES}
 */
public record VendorSettings(
        @Nullable String partsPolicy,
        @Nullable String language,
        @Nullable String timeZone,
        @Nullable String region,
        @Nullable List<String> notices) {

    /** The mails that can be switched. */
    public static final List<String> NOTICES = List.of(
            "invitation-accepted",
            "invitation-declined",
            "invitation-expired",
            "delivery-failed",
            "new-invitation-asked");
}
