package com.partsportal.testing;

import com.partsportal.account.AccountId;
import com.partsportal.company.CompanyId;
import com.partsportal.customer.CustomerId;

/**
 * A company that is a vendor's customer, and its first Customer Manager.
 *
 * @param id the company's
 * @param customer the vendor's record of it
 * @param email the manager's
 */
public record TestCompany(CustomerId customer, CompanyId id, AccountId manager, String email) {}
