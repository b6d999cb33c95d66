package com.partsportal.company;

import com.partsportal.account.AccountId;
import java.util.List;

/** Notified when a person's membership in a company ends or is switched off; implemented by the module that records contacts. */
public interface MembershipEnds {

    /**
     * In the transaction in which it ended.
     *
     * @param managers who are active Customer Managers of the company now, longest service first
     */
    void ended(CompanyId company, AccountId former, List<AccountId> managers);
}
