package com.partsportal.vendor;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Locale;
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

    private String mutedNotices = "";
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

    void settle(PartsPolicy policy, String mailLanguage, ZoneId zone, String phoneRegion, Collection<String> muted) {
        partsPolicy = policy;
        language = mailLanguage;
        timeZone = zone.getId();
        region = phoneRegion;
        mutedNotices = String.join(",", muted);
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
                createdAt);
    }
}
