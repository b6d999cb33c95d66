package com.partsportal.emailchange;

import com.partsportal.account.AccountId;
import com.partsportal.account.AccountRow;
import com.partsportal.account.Accounts;
import com.partsportal.account.Role;
import com.partsportal.company.Companies;
import com.partsportal.company.CompanyId;
import com.partsportal.company.CompanyUsers;
import com.partsportal.company.MemberRow;
import com.partsportal.company.MembershipEnds;
import com.partsportal.customer.ContactAddresses;
import com.partsportal.customer.ContactWithoutSuccessor;
import com.partsportal.shared.Refused;
import com.partsportal.shared.Retried;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Whom a case of support concerns, and what can be done there for a company that nobody manages. */
@Component
class CaseFacts {

    private final SupportCases cases;
    private final ChangeFacts changeFacts;
    private final Accounts accounts;
    private final Companies companies;
    private final CompanyUsers users;
    private final MembershipEnds contacts;
    private final ContactAddresses addresses;

    CaseFacts(
            SupportCases cases,
            ChangeFacts changeFacts,
            Accounts accounts,
            Companies companies,
            CompanyUsers users,
            MembershipEnds contacts,
            ContactAddresses addresses) {
        this.cases = cases;
        this.changeFacts = changeFacts;
        this.accounts = accounts;
        this.companies = companies;
        this.users = users;
        this.contacts = contacts;
        this.addresses = addresses;
    }

    @EventListener
    void noSuccessor(ContactWithoutSuccessor event) {
        cases.openWithoutManager(event.company().value(), event.customer().value());
    }

    /** The login with its address, or the company. */
    String concerns(SupportCaseView supportCase) {
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
    List<MemberRow> people(SupportCaseView supportCase) {
        return supportCase.companyId() == null ? List.of() : users.members(new CompanyId(supportCase.companyId()));
    }

    /** Null for nobody. */
    @Nullable
    String name(@Nullable AccountId person) {
        return person == null
                ? null
                : accounts.find(person).map(AccountRow::name).orElse(null);
    }

    /** Whether a login has the current address of this request, or had it. */
    boolean isLoginKnown(ChangeCase change) {
        return change.account() != null || changeFacts.login(change.current()).isPresent();
    }

    /**
     * Makes one of the company's people a Customer Manager, and the customer's contact when it can be: with the word of two
     * agents, the first of which proposes it.
     *
     * @return whether it is done; otherwise another agent has to agree
     * @throws Refused {@code wrong-state}, {@code not-support}; {@code four-eyes} for a repeat by the same agent
     */
    @Retried
    @Transactional
    public boolean appoint(SupportCaseId id, UUID member, AccountId agent) {
        var row = cases.lockOpen(id, agent);
        var supportCase = row.view();
        if (supportCase.companyId() == null) {
            throw new Refused("wrong-state");
        }
        var company = new CompanyId(supportCase.companyId());
        var person = users.members(company).stream()
                .filter(one -> one.id().equals(member) && one.active())
                .findFirst()
                .orElseThrow(() -> new Refused("wrong-state"));
        if (!member.equals(supportCase.proposedMember())) {
            row.propose(member, agent);
            cases.record(id, SupportCaseEvent.Type.MANAGER_PROPOSED, agent, person.name());
            return false;
        }
        if (agent.equals(supportCase.proposedBy())) {
            throw new Refused("four-eyes");
        }
        row.endProposal();
        cases.record(id, SupportCaseEvent.Type.MANAGER_APPOINTED, agent, person.name());
        makeManager(company, member, agent);
        return true;
    }

    private void makeManager(CompanyId company, UUID member, AccountId by) {
        users.changeRole(company, member, Role.CUSTOMER_MANAGER, by);
        var managers = users.members(company).stream()
                .filter(person -> person.active() && person.role() == Role.CUSTOMER_MANAGER)
                .map(MemberRow::account)
                .toList();
        addresses.contacts(company).stream()
                .filter(former -> !managers.contains(former))
                .forEach(former -> contacts.ended(company, former, managers));
    }
}
