package com.partsportal.customerimport;

import com.partsportal.customer.CustomerId;
import org.jspecify.annotations.Nullable;

/**
 * A row of an imported file and what became of it.
 *
 * @param line in the file, the header is 1
 * @param code why it was refused, stable: {@code malformed}, {@code duplicate-in-file}, {@code duplicate-customer},
 *     {@code duplicate-external-id}, {@code total-line}, {@code too-many-requests} or {@code failed}; null when it was not
 * @param messageKey of the reason
 * @param customer the customer that it became, or that has its address already
 * @param sameCompanyAs an earlier line with the same company
 */
public record ImportedRow(
        long line,
        String companyName,
        String email,
        String phone,
        String ranking,
        String externalId,
        boolean done,
        @Nullable String code,
        @Nullable String field,
        @Nullable String messageKey,
        @Nullable CustomerId customer,
        boolean invited,
        @Nullable Integer sameCompanyAs) {

    private static final String KNOWN = "customer.duplicate.";

    /** What pages say about the row: its code, but for an address that is known, in which state that customer is. */
    public String verdict() {
        if (code == null) {
            return customer == null ? "ready" : invited ? "created-and-invited" : "created";
        }
        return messageKey != null && messageKey.startsWith(KNOWN)
                ? "known-" + messageKey.substring(KNOWN.length())
                : code;
    }
}
