package com.partsportal.part;

import com.partsportal.account.AccountId;
import com.partsportal.customer.CustomerId;
import com.partsportal.vendor.VendorId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An RFQ as it stands.
 *
 * @param company the vendor's own label of the customer, for the vendor
 * @param decisionWords what a Customer Manager said to it
 * @param reviewAt since when the vendor has it
 * @param answerWords what the vendor answered
 * @param parts how many parts it names
 */
public record RfqRow(
        RfqId id,
        int number,
        RfqStatus status,
        VendorId vendor,
        String vendorName,
        CustomerId customer,
        String company,
        AccountId submittedBy,
        String submittedByName,
        @Nullable LocalDate neededBy,
        @Nullable String note,
        Instant createdAt,
        @Nullable String decisionWords,
        @Nullable Instant reviewAt,
        @Nullable String answerWords,
        @Nullable Instant answeredAt,
        int parts) {

    /** By which both sides speak of it. */
    public String reference() {
        return "RFQ-" + number;
    }

    /** A part of it. */
    public record Line(PartId part, String number, String revision, String description, List<Integer> quantities) {

        public Line {
            quantities = List.copyOf(quantities);
        }
    }
}
