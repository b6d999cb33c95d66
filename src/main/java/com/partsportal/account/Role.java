package com.partsportal.account;

/** What a signed-in person may be. An authority of Spring Security is {@code ROLE_} and the name. */
public enum Role {
    VENDOR_ADMIN,
    TEAM_MEMBER,
    CUSTOMER_MANAGER,
    CUSTOMER_USER,
    SUPPORT,
    SUPPORT_LEAD,
    PROCESS_OWNER,
    ADMIN;

    /** Whether this is a role of the portal's own people, held by the account itself and not by a membership. */
    public boolean isStaff() {
        return this == SUPPORT || this == SUPPORT_LEAD || this == PROCESS_OWNER || this == ADMIN;
    }

    /** Whether this is a role inside a vendor. */
    public boolean isVendor() {
        return this == VENDOR_ADMIN || this == TEAM_MEMBER;
    }

    /** Whether this is a role inside a customer's company. */
    public boolean isCustomer() {
        return this == CUSTOMER_MANAGER || this == CUSTOMER_USER;
    }
}
