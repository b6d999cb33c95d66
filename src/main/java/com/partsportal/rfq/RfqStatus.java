package com.partsportal.rfq;

/** The state of an RFQ. */
public enum RfqStatus {
    /** Waits for a Customer Manager's approval. */
    AWAITING_APPROVAL,
    /** A Customer Manager sent it back to be changed. */
    SENT_BACK,
    /** A Customer Manager rejected it: the vendor never sees it. */
    NOT_APPROVED,
    /** Shown as "Under Vendor Review". */
    UNDER_REVIEW,
    /** The vendor answered with a note. */
    ANSWERED,
    /** The vendor quoted it elsewhere, by mail or in another system. */
    QUOTED,
    /** The vendor will not quote it, and said why. */
    REJECTED,
    /** The company needs it no more. */
    WITHDRAWN,
    /** The vendor did not answer in time. */
    EXPIRED;

    /** Whether this is what a vendor may answer. */
    boolean isAnswer() {
        return this == ANSWERED || this == QUOTED || this == REJECTED;
    }
}
