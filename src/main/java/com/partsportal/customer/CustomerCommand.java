package com.partsportal.customer;

import com.partsportal.account.AccountId;
import com.partsportal.vendor.VendorId;

/** What a vendor's user does with one customer, such as {@code customers::invite}. */
@FunctionalInterface
interface CustomerCommand {

    /** @param by the login or the API key that does it */
    void execute(VendorId vendor, CustomerId customer, AccountId by);
}
