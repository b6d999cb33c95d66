package com.partsportal.vendor;

import com.partsportal.shared.EmailAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor shows of itself to its customers: on their pages, behind its invitations, and in emails.
 *
 * @param country two letters of ISO 3166; null: it has not chosen one
 * @param contactName the person whom customers may contact
 * @param logoAt when the logo was changed last; null: there is none
 */
public record VendorCard(
        @Nullable String address,
        @Nullable String country,
        @Nullable String contactName,
        @Nullable EmailAddress contactEmail,
        @Nullable String contactPhone,
        @Nullable Instant logoAt) {

    /** Whether there is anything but the name. */
    public boolean isEmpty() {
        return address == null && contactName == null && contactEmail == null && contactPhone == null;
    }

    /** The address, and the country in this language below it. */
    public List<String> addressLines(Locale language) {
        if (address == null) {
            return List.of();
        }
        var lines = new ArrayList<>(address.lines().toList());
        if (country != null) {
            lines.add(new Locale.Builder().setRegion(country).build().getDisplayCountry(language));
        }
        return lines;
    }
}
