package com.partsportal.customer;

import com.partsportal.company.CompanyId;
import com.partsportal.vendor.VendorId;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the pages of a company and of a customer show of their RFQs; implemented by the module that owns them. */
public interface RequestsForQuotation {

    /** @param vendor whose RFQs count; null: those with all vendors */
    StatusCounts statusCounts(CompanyId company, @Nullable VendorId vendor);

    /** Those of one customer that reached the vendor: first what waits for an answer, then newest first. */
    List<Received> received(VendorId vendor, CustomerId customer, int limit);

    /** How many of one customer reached the vendor. */
    long receivedCount(VendorId vendor, CustomerId customer);

    /**
     * An RFQ as the vendor's page of its customer lists it.
     *
     * @param status name of its state, below {@code rfq.status.}
     * @param waits whether the vendor has to answer
     */
    record Received(
            UUID id,
            String reference,
            String status,
            boolean waits,
            int parts,
            @Nullable LocalDate neededBy) {}

    /**
     * @param submitted all that the company has made of vendors that have not switched it off
     * @param underReview those that wait for the vendor
     * @param awaitingApproval those that wait for a Customer Manager
     */
    record StatusCounts(long submitted, long underReview, long awaitingApproval) {}
}
