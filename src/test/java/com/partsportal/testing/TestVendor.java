package com.partsportal.testing;

import com.partsportal.account.AccountId;
import com.partsportal.vendor.VendorId;

/**
 * A vendor and its first Vendor Admin.
 *
 * @param email the admin's
 */
public record TestVendor(VendorId id, String name, AccountId admin, String email) {}
