package com.partsportal.customer;

import com.partsportal.invitation.InvitationId;
import com.partsportal.vendor.VendorId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something happened to a customer; published in the transaction of it, for modules above. It holds ids and codes only.
 *
 * @param status the customer's, afterwards; null where it is not at hand
 * @param rfq the RFQ's id; null unless it is about one
 */
public record CustomerHappening(
        VendorId vendor,
        CustomerId customer,
        What what,
        @Nullable CustomerStatus status,
        @Nullable InvitationId invitation,
        @Nullable UUID rfq) {

    /** What it was; the ends of an invitation change the customer's status as well. */
    public enum What {
        CREATED,
        UPDATED,
        STATUS_CHANGED,
        INVITATION_SENT,
        INVITATION_FAILED,
        INVITATION_OPENED,
        ACCEPTED,
        DECLINED,
        EXPIRED,
        REVOKED,
        RFQ_SUBMITTED
    }
}
