package com.partsportal.vendor;

import com.partsportal.account.Role;
import java.time.ZoneId;
import java.util.UUID;

/** A login's active place in a vendor. */
public record VendorMembership(UUID vendorId, String vendorName, Role role, ZoneId zone) {}
