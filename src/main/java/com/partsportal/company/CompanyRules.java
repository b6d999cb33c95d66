package com.partsportal.company;

import java.util.List;
import java.util.regex.Pattern;

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

    private static final Pattern CODE = Pattern.compile("rfq-approval=(on|off), domains=(.*)");

    /** The rules as one line of the history. */
    String code() {
        return "rfq-approval=" + (rfqApproval ? "on" : "off") + ", domains="
                + (allowedDomains.isEmpty() ? "any" : String.join(" ", allowedDomains));
    }

    /** What {@link #code} was made from. */
    static CompanyRules ofCode(String code) {
        var parts = CODE.matcher(code);
        if (!parts.matches()) {
            throw new IllegalArgumentException("no rules: " + code);
        }
        return new CompanyRules(
                parts.group(2).equals("any")
                        ? List.of()
                        : List.of(parts.group(2).split(" ")),
                parts.group(1).equals("on"));
    }

    boolean allows(String domain) {
        return allowedDomains.isEmpty() || allowedDomains.contains(domain);
    }
}
