package com.partsportal.part;

import com.partsportal.customer.CustomerId;
import com.partsportal.vendor.VendorId;
import java.time.Instant;

/**
 * A part as the company sees it for which a vendor prepared it.
 *
 * @param customer the company, as the vendor's customer
 */
public record OfferedPart(PartRow part, CustomerId customer, VendorId vendor, String vendorName, Instant preparedAt) {}
