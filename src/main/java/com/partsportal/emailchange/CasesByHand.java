package com.partsportal.emailchange;

import com.partsportal.account.AccountId;
import com.partsportal.account.AccountRow;
import com.partsportal.company.Companies;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.Refused;
import com.partsportal.shared.Retried;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Cases that an agent opens for somebody who wrote or called. */
@Service
public class CasesByHand {

    private final SupportCases cases;
    private final SupportStaff staff;
    private final StoredChanges changes;
    private final ChangeFacts facts;
    private final Companies companies;

    CasesByHand(SupportCases cases, SupportStaff staff, StoredChanges changes, ChangeFacts facts, Companies companies) {
        this.cases = cases;
        this.staff = staff;
        this.changes = changes;
        this.facts = facts;
        this.companies = companies;
    }

    /**
     * Opens a case.
     *
     * @param kind {@code POSSIBLE_TAKEOVER} of the login of this address, or {@code COMPANY_WITHOUT_MANAGER} for the company of
     *     this person
     * @throws InvalidValue with field {@code kind}, {@code email} or {@code comment} (the report)
     * @throws Refused {@code unknown-login}; {@code no-company} when the person belongs to none or to several; {@code
     *     case-open} when the same is open already
     */
    @Retried
    @Transactional
    public UUID open(String kind, String email, String report, AccountId agent) {
        staff.require(agent);
        var text = SupportCases.comment(report);
        if (text == null) {
            throw new InvalidValue("comment", "emailchange.comment.missing");
        }
        var takeover = SupportCaseKind.POSSIBLE_TAKEOVER.name().equals(kind);
        if (!takeover && !SupportCaseKind.COMPANY_WITHOUT_MANAGER.name().equals(kind)) {
            throw new InvalidValue("kind", "emailchange.byHand.wrong.kind");
        }
        var login = facts.login(new EmailAddress(email))
                .map(AccountRow::id)
                .orElseThrow(() -> new Refused("unknown-login"));
        return (takeover
                        ? cases.openTakeoverByHand(login, agent, text)
                        : cases.openWithoutManagerByHand(company(login), agent, text))
                .orElseThrow(() -> new Refused("case-open"))
                .value();
    }

    /** A request that an agent registered. @param loginKnown false: no login has the current address */
    record Registered(UUID id, long number, boolean loginKnown) {}

    /** The last request that this agent registered. */
    @Transactional(readOnly = true)
    Optional<Registered> lastRegistered(AccountId agent) {
        return changes.lastRegisteredBy(agent)
                .map(change -> new Registered(
                        change.id().value(),
                        change.number(),
                        change.account() != null
                                || facts.login(change.current()).isPresent()));
    }

    private UUID company(AccountId person) {
        var memberships = companies.memberships(person);
        if (memberships.size() != 1) {
            throw new Refused("no-company");
        }
        return memberships.get(0).companyId();
    }
}
