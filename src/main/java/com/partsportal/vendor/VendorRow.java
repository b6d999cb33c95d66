package com.partsportal.vendor;

import com.partsportal.invitation.InvitationOwner;
import com.partsportal.shared.CsvDelimiter;
import com.partsportal.shared.CsvFile;
import com.partsportal.shared.EmailAddress;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A vendor as it is at one moment.
 *
 * @param language of its mails, unless a customer has another
 * @param zone in which its days begin
 * @param mutedNotices codes of the mails that its people do not want
 * @param card what its customers see of it
 * @param suspendedAt when an administrator suspended it; null: it is not suspended
 * @param region two letters of ISO 3166: how its people write phone numbers; a default until {@link Choices#regionChosen}
 */
public record VendorRow(
        VendorId id,
        String name,
        Locale language,
        ZoneId zone,
        String region,
        PartsPolicy partsPolicy,
        Set<String> mutedNotices,
        Choices choices,
        VendorCard card,
        @Nullable Instant suspendedAt,
        Instant createdAt) {

    /** Whether an administrator has suspended it: nobody acts for it, and its links wait. */
    public boolean isSuspended() {
        return suspendedAt != null;
    }

    /** The contact details that an invited person sees. */
    public InvitationOwner.Contact contact(Locale reader) {
        return new InvitationOwner.Contact(
                card.addressLines(reader),
                card.contactName(),
                card.contactEmail() == null ? null : card.contactEmail().value(),
                card.contactPhone(),
                card.logoAt() != null);
    }

    /** What separates the cells of its files: as chosen, otherwise as spreadsheets of its country expect it. */
    public char delimiter() {
        return choices.delimiter() == null
                ? CsvFile.delimiter(region)
                : choices.delimiter().character();
    }

    /**
     * What a Vendor Admin has chosen besides.
     *
     * @param contactEmail where answers to emails go that no person sent; null: nowhere
     * @param reinvitesExpired whether a contact who requests it from an expired link gets a new invitation at once
     * @param officeHours whether reminders wait for a working day of {@link #zone}
     * @param newPartsEmail whether customers get an email when new parts are there
     * @param regionChosen whether somebody said that {@link #region} is right
     * @param delimiter of its files; null: as usual in its country
     */
    public record Choices(
            @Nullable EmailAddress contactEmail,
            boolean reinvitesExpired,
            boolean officeHours,
            boolean newPartsEmail,
            boolean regionChosen,
            @Nullable CsvDelimiter delimiter) {}
}
