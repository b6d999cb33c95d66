package com.partsportal.vendor;

import com.partsportal.shared.CsvDelimiter;
import com.partsportal.shared.EmailAddress;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
class Vendor {

    @Id
    private UUID id;

    private String name;
    private String language;
    private String timeZone;
    private String region;

    @Enumerated(EnumType.STRING)
    private PartsPolicy partsPolicy;

    @Nullable
    private Instant suspendedAt;

    @Nullable
    private String suspendedReason;

    private String mutedNotices = "";
    private boolean reinvitesExpired;
    private boolean officeHours = true;
    private boolean newPartsEmail;
    private boolean regionChosen;

    @Enumerated(EnumType.STRING)
    @Nullable
    private CsvDelimiter csvDelimiter;

    @Nullable
    private String contactEmail;

    @Nullable
    private String address;

    @Nullable
    private String contactName;

    @Nullable
    private String contactPhone;

    @Nullable
    private Instant logoAt;

    private Instant createdAt;

    /** Null until it is stored. */
    @Version
    @Nullable
    private Integer version;

    protected Vendor() {}

    Vendor(UUID id, String name, Instant now) {
        this.id = id;
        this.name = name;
        this.language = "en";
        this.timeZone = "UTC";
        this.region = "US";
        this.partsPolicy = PartsPolicy.WARN;
        this.createdAt = now;
    }

    void updateSettings(
            PartsPolicy policy,
            String mailLanguage,
            ZoneId zone,
            String phoneRegion,
            Collection<String> muted,
            VendorRow.Choices choices) {
        partsPolicy = policy;
        language = mailLanguage;
        timeZone = zone.getId();
        region = phoneRegion;
        mutedNotices = String.join(",", muted);
        contactEmail =
                choices.contactEmail() == null ? null : choices.contactEmail().value();
        reinvitesExpired = choices.reinvitesExpired();
        officeHours = choices.officeHours();
        newPartsEmail = choices.newPartsEmail();
        regionChosen = choices.regionChosen();
        csvDelimiter = choices.delimiter();
    }

    void updateCard(@Nullable String itsAddress, @Nullable String itsContact, @Nullable String itsPhone) {
        address = itsAddress;
        contactName = itsContact;
        contactPhone = itsPhone;
    }

    /** @param at null: there is none any more */
    void logoChanged(@Nullable Instant at) {
        logoAt = at;
    }

    /** False: it is suspended already. */
    boolean suspend(String reason, Instant now) {
        if (suspendedAt != null) {
            return false;
        }
        suspendedAt = now;
        suspendedReason = reason;
        return true;
    }

    /** Since when it was suspended; empty: it is not. */
    Optional<Instant> resume() {
        var since = Optional.ofNullable(suspendedAt);
        suspendedAt = null;
        suspendedReason = null;
        return since;
    }

    @Nullable
    String suspendedReason() {
        return suspendedReason;
    }

    VendorRow row() {
        return new VendorRow(
                new VendorId(id),
                name,
                Locale.forLanguageTag(language),
                ZoneId.of(timeZone),
                region,
                partsPolicy,
                mutedNotices.isEmpty() ? Set.of() : Set.of(mutedNotices.split(",")),
                new VendorRow.Choices(
                        contactEmail == null ? null : new EmailAddress(contactEmail),
                        reinvitesExpired,
                        officeHours,
                        newPartsEmail,
                        regionChosen,
                        csvDelimiter),
                new VendorCard(
                        address,
                        regionChosen ? region : null,
                        contactName,
                        contactEmail == null ? null : new EmailAddress(contactEmail),
                        contactPhone,
                        logoAt),
                suspendedAt,
                createdAt);
    }
}
