package com.partsportal.emailchange;

import com.partsportal.account.AccountId;
import com.partsportal.account.Role;
import com.partsportal.company.Companies;
import com.partsportal.company.CompanyId;
import com.partsportal.company.CompanyUsers;
import org.springframework.stereotype.Component;

/** Companies whose only Manager cannot sign in any more. */
@Component
class ManagerlessCompanies {

    private final Companies companies;
    private final CompanyUsers users;
    private final SupportCases cases;

    ManagerlessCompanies(Companies companies, CompanyUsers users, SupportCases cases) {
        this.companies = companies;
        this.users = users;
        this.cases = cases;
    }

    /** Opens a case for each company that this login managed and that nobody can manage now; in the caller's transaction. */
    void openCases(AccountId stopped) {
        companies.memberships(stopped).stream()
                .filter(membership -> membership.role() == Role.CUSTOMER_MANAGER)
                .map(membership -> new CompanyId(membership.companyId()))
                .filter(company -> !users.hasManager(company))
                .forEach(company -> cases.openWithoutManager(company.value(), null));
    }
}
