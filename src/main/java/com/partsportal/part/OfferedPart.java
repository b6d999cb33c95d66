package com.partsportal.part;

import com.partsportal.vendor.VendorId;
import java.time.Instant;

/** A part as the company sees it for which a vendor prepared it. */
public record OfferedPart(PartRow part, VendorId vendor, String vendorName, Instant preparedAt) {}
