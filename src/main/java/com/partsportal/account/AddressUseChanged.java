package com.partsportal.account;

import com.partsportal.shared.EmailAddress;
import java.util.Set;

/**
 * Published just before the commit of the transaction in which these addresses became, or ceased to be, a login's, a
 * customer's or those of an open invitation.
 *
 * @param logins those that are concerned besides, such as a customer's new primary contact
 */
public record AddressUseChanged(Set<EmailAddress> addresses, Set<AccountId> logins) {}
