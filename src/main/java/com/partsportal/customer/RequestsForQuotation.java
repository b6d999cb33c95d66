package com.partsportal.customer;

import com.partsportal.company.CompanyId;

/** What the start page of a company tells of its RFQs; implemented by the module that owns them. */
public interface RequestsForQuotation {

    Standing standing(CompanyId company);

    /**
     * @param submitted all that the company has made of vendors that have not switched it off
     * @param underReview those that wait for the vendor
     * @param awaitingApproval those that wait for a Customer Manager
     */
    record Standing(long submitted, long underReview, long awaitingApproval) {}
}
