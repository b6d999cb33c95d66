package com.partsportal.vendor;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;

/**
 * A vendor as it stands.
 *
 * @param language of its mails, unless a customer has another
 * @param zone in which its days begin
 * @param mutedNotices codes of the mails that its people do not want
 * @param region two letters of ISO 3166: how its people write phone numbers
 */
public record VendorRow(
        VendorId id,
        String name,
        Locale language,
        ZoneId zone,
        String region,
        PartsPolicy partsPolicy,
        Set<String> mutedNotices,
        Instant createdAt) {}
