package com.partsportal.vendor;

import com.partsportal.invitation.InvitationSnapshot;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A vendor in the administrator's list.
 *
 * @param admins how many active Vendor Admins it has
 * @param suspendedAt since when it is suspended, and why; null: it is not
 * @param firstAdmin the newest invitation of its first Vendor Admin; null when it was set up otherwise
 */
public record VendorOverview(
        VendorId id,
        String name,
        Instant createdAt,
        long admins,
        @Nullable Instant suspendedAt,
        @Nullable String suspendedReason,
        @Nullable InvitationSnapshot firstAdmin) {}
