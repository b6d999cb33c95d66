package com.partsportal.emailchange;

import com.partsportal.account.AccountId;
import com.partsportal.account.Accounts;
import com.partsportal.account.Role;
import com.partsportal.company.Companies;
import com.partsportal.company.CompanyId;
import com.partsportal.company.CompanyUsers;
import com.partsportal.company.MemberRow;
import com.partsportal.company.MembershipEnds;
import com.partsportal.customer.ContactWithoutSuccessor;
import com.partsportal.shared.Refused;
import java.util.List;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Whom a case of support concerns, and what can be done there for a company that nobody manages. */
@Component
class CaseFacts {

    private final SupportCases cases;
    private final Accounts accounts;
    private final Companies companies;
    private final CompanyUsers users;
    private final MembershipEnds contacts;
    private final JdbcClient jdbc;

    CaseFacts(
            SupportCases cases,
            Accounts accounts,
            Companies companies,
            CompanyUsers users,
            MembershipEnds contacts,
            JdbcClient jdbc) {
        this.cases = cases;
        this.accounts = accounts;
        this.companies = companies;
        this.users = users;
        this.contacts = contacts;
        this.jdbc = jdbc;
    }

    @EventListener
    void noSuccessor(ContactWithoutSuccessor event) {
        cases.openWithoutManager(event.company().value(), event.customer().value());
    }

    /** The login with its address, or the company. */
    String concerns(SupportCases.Case supportCase) {
        if (supportCase.companyId() != null) {
            return companies.get(new CompanyId(supportCase.companyId())).name();
        }
        return supportCase.account() == null
                ? ""
                : accounts.find(supportCase.account())
                        .map(account -> account.name() + ", " + account.email().value())
                        .orElse("");
    }

    /** The people of the company, of whom one may be named. */
    List<MemberRow> people(SupportCases.Case supportCase) {
        return supportCase.companyId() == null ? List.of() : users.members(new CompanyId(supportCase.companyId()));
    }

    /** Makes one of the company's people a Customer Manager, and the customer's contact when it can be. */
    @Transactional
    void appoint(SupportCases.Case supportCase, UUID member, AccountId by) {
        if (!supportCase.open() || supportCase.companyId() == null) {
            throw new Refused("wrong-state");
        }
        var company = new CompanyId(supportCase.companyId());
        users.changeRole(company, member, Role.CUSTOMER_MANAGER, by);
        var managers = users.members(company).stream()
                .filter(person -> person.active() && person.role() == Role.CUSTOMER_MANAGER)
                .map(MemberRow::account)
                .toList();
        formerContacts(company).stream()
                .filter(former -> !managers.contains(former))
                .forEach(former -> contacts.ended(company, former, managers));
    }

    private List<AccountId> formerContacts(CompanyId company) {
        return jdbc.sql("""
                        select distinct contact_account_id from customer
                        where company_id = :company and contact_account_id is not null""").param("company", company.value()).query(UUID.class).list().stream()
                .map(AccountId::new)
                .toList();
    }
}
