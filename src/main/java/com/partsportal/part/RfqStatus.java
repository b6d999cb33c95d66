package com.partsportal.part;

/** Where an RFQ stands. */
public enum RfqStatus {
    /** A Customer Manager has to say yes first. */
    AWAITING_APPROVAL,
    /** A Customer Manager wants it changed. */
    SENT_BACK,
    /** A Customer Manager said no: the vendor never sees it. */
    NOT_APPROVED,
    /** Shown as "Under Vendor Review". */
    UNDER_REVIEW,
    /** The vendor answered with a note. */
    ANSWERED,
    /** The vendor quoted it elsewhere, by mail or in another system. */
    QUOTED,
    /** The vendor will not quote it, and said why. */
    REJECTED;

    /** Whether this is what a vendor may answer. */
    boolean isAnswer() {
        return this == ANSWERED || this == QUOTED || this == REJECTED;
    }

    /** Whether the vendor has seen it. */
    boolean isWithVendor() {
        return this == UNDER_REVIEW || isAnswer();
    }
}
