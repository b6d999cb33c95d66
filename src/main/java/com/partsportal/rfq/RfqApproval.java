package com.partsportal.rfq;

/** What a Customer Manager says to the RFQ of a Customer User. */
public enum RfqApproval {
    APPROVE,
    SEND_BACK,
    REJECT
}
