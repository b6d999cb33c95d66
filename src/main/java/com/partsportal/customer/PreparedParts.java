package com.partsportal.customer;

import com.partsportal.company.CompanyId;
import com.partsportal.vendor.VendorId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a customer needs to know of the parts that wait for a customer; implemented by the module that owns them. */
public interface PreparedParts {

    /** How many parts are ready; customers without any may be missing. */
    Map<CustomerId, Long> ready(Collection<CustomerId> customers);

    /** All parts of {@code from} become {@code to}'s, in the caller's transaction. */
    void move(CustomerId from, CustomerId to);

    /** Removes the parts of a draft that is discarded, in the caller's transaction. */
    void discard(CustomerId customer);

    /** The first of a customer's parts, by number. */
    List<PreparedPart> first(CustomerId customer, int atMost);

    /** The first of the parts that wait for a company; of this vendor, or of all for null. */
    List<PreparedPart> waiting(CompanyId company, @Nullable VendorId vendor, int atMost);

    /** A part that is ready. */
    record PreparedPart(String number, String revision, String description) {}
}
