package com.partsportal.vendor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a Vendor Admin chooses for the vendor.
 *
 * @param partsPolicy name of a {@link PartsPolicy}
 * @param notices codes of the mails that the vendor wants about its invitations, of {@link #NOTICES}
 * @param contactEmail where answers to the vendor's emails go that no person sent
 * @param reinvitesExpired whether a contact who requests it from an expired link gets a new invitation at once
 * @param officeHours whether reminders wait for a working day
 * @param newPartsEmail whether customers get an email when new parts are there
 * @param region two letters of ISO 3166; empty as long as nobody has chosen it
 * @param delimiter name of a {@link com.partsportal.shared.CsvDelimiter}; empty: as usual in the country
 */
public record VendorSettings(
        @Nullable String partsPolicy,
        @Nullable String language,
        @Nullable String timeZone,
        @Nullable String region,
        @Nullable List<String> notices,
        @Nullable String contactEmail,
        @Nullable Boolean reinvitesExpired,
        @Nullable Boolean officeHours,
        @Nullable Boolean newPartsEmail,
        @Nullable String delimiter) {

    /** The mails that can be switched. */
    public static final List<String> NOTICES = List.of(
            "invitation-accepted",
            "invitation-declined",
            "invitation-expired",
            "delivery-failed",
            "new-invitation-asked",
            "rfq-submitted");
}
