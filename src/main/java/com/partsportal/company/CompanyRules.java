package com.partsportal.company;

import java.util.List;

/**
 * What a company wants of its own people.
 *
 * @param allowedDomains where colleagues may be invited, in their normal form; empty: anywhere
 * @param rfqApproval whether the RFQ of a Customer User waits for a Customer Manager
 */
public record CompanyRules(List<String> allowedDomains, boolean rfqApproval) {

    public CompanyRules {
        allowedDomains = List.copyOf(allowedDomains);
    }

    /** For the history: what holds, in the words of a setting. */
    String code() {
        return "rfq-approval=" + (rfqApproval ? "on" : "off") + ", domains="
                + (allowedDomains.isEmpty() ? "any" : String.join(" ", allowedDomains));
    }

    boolean allows(String domain) {
        return allowedDomains.isEmpty() || allowedDomains.contains(domain);
    }
}
