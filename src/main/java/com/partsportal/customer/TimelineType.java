package com.partsportal.customer;

/** What people and the process did to a customer. The codes are kept for good and shown by the API. */
public enum TimelineType {
    CREATED,
    EDITED,
    HELD_BACK,
    INVITED,
    RESENT,
    EXTENDED,
    REVOKED,
    DECLINED,
    EXPIRED,
    ACCEPTED,
    DEACTIVATED,
    REACTIVATED,
    DELIVERY_FAILED,
    ADDRESS_CORRECTED,
    EMAIL_CHANGED,
    NEW_INVITATION_ASKED,
    DISCARDED,
    PARTS_CHANGED,
    CONTACT_SUCCEEDED,
    CONTACT_LEFT,
    CONTACT_ERASED,
    RFQ_SUBMITTED,
    RFQ_ANSWERED
}
