package com.partsportal.rfq;

import com.partsportal.account.AccountId;
import com.partsportal.customer.CustomerId;
import com.partsportal.part.PartId;
import com.partsportal.vendor.VendorId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An RFQ as a page shows it.
 *
 * @param company the vendor's own label of the customer, for the vendor
 * @param decisionReason what a Customer Manager said to it
 * @param reviewAt since when the vendor has it
 * @param answerText what the vendor answered
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
        @Nullable String decisionReason,
        @Nullable Instant reviewAt,
        @Nullable String answerText,
        @Nullable Instant answeredAt,
        int parts) {

    /** By which both sides speak of it. */
    public String reference() {
        return "RFQ-" + number;
    }

    /**
     * A part of it.
     *
     * @param part null while it is one that the vendor has not prepared
     * @param number empty for none, as the revision
     * @param isDescribed whether the company described it, for a part that the vendor had not prepared
     */
    public record Line(
            UUID id,
            @Nullable PartId part,
            String number,
            String revision,
            String description,
            @Nullable String material,
            @Nullable String finish,
            boolean isDescribed,
            List<Integer> quantities) {

        public Line {
            quantities = List.copyOf(quantities);
        }

        /** The number, or the description of a part without one: how people speak of it. */
        public String name() {
            return number.isEmpty() ? description : number;
        }
    }
}
