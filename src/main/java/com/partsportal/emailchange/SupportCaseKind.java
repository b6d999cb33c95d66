package com.partsportal.emailchange;

/** What a support case is about. */
public enum SupportCaseKind {
    /** Somebody else may be in a login, or tried to be. */
    POSSIBLE_TAKEOVER,
    /** Nobody of a company can manage it, or be the contact of a customer. */
    COMPANY_WITHOUT_MANAGER
}
