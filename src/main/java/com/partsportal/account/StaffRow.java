package com.partsportal.account;

import com.partsportal.shared.EmailAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One of the portal's own people, as the administrator sees them.
 *
 * @param role null never for staff
 * @param hasPassword false until the mailed link was used
 */
public record StaffRow(
        AccountId id,
        EmailAddress email,
        String name,
        @Nullable Role role,
        boolean active,
        boolean hasPassword,
        @Nullable Instant lastSignedInAt) {}
