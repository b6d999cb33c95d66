package com.partsportal.customer;

import java.util.List;

/** Account status of a customer, in the order in which lists sort it. */
public enum CustomerStatus {
    /** Saved, nobody invited. */
    DRAFT(CustomerAction.INVITE, CustomerAction.CORRECT_ADDRESS, CustomerAction.DISCARD),
    /** One invitation is pending. */
    INVITED(CustomerAction.RESEND, CustomerAction.REVOKE, CustomerAction.CORRECT_ADDRESS),
    /** Accepted: company and account exist, the customer manages itself. */
    ACTIVE(CustomerAction.DEACTIVATE),
    /** The invitation ran out unanswered. */
    EXPIRED(CustomerAction.INVITE, CustomerAction.CORRECT_ADDRESS),
    /** The contact said no. */
    DECLINED(CustomerAction.INVITE, CustomerAction.CORRECT_ADDRESS),
    /** The vendor withdrew the invitation. */
    REVOKED(CustomerAction.INVITE, CustomerAction.CORRECT_ADDRESS),
    /** The vendor switched this customer's access to this vendor off. */
    DEACTIVATED(CustomerAction.REACTIVATE);

    private final List<CustomerAction> offered;

    CustomerStatus(CustomerAction... offered) {
        this.offered = List.of(offered);
    }

    /** What a vendor may do with a customer in this state. */
    public List<CustomerAction> offered() {
        return offered;
    }

    /** Whether a vendor may do this with a customer in this state. */
    public boolean offers(CustomerAction action) {
        return offered.contains(action);
    }

    /** Key of the message that an address is that of a customer in this state. */
    public String duplicateKey() {
        return switch (this) {
            case DRAFT -> "customer.duplicate.draft";
            case INVITED -> "customer.duplicate.invited";
            case ACTIVE, DEACTIVATED -> "customer.duplicate.customer";
            case EXPIRED, DECLINED, REVOKED -> "customer.duplicate.ended";
        };
    }
}
