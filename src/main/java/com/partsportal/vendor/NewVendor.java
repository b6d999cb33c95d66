package com.partsportal.vendor;

import com.partsportal.shared.PlainName;
import com.partsportal.shared.ValidEmail;

/** A vendor to be created, with the person who becomes its first Vendor Admin. */
public record NewVendor(
        @PlainName String name,
        @PlainName String adminName,
        @ValidEmail String adminEmail) {}
