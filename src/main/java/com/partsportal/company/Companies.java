package com.partsportal.company;

import com.partsportal.account.AccountId;
import com.partsportal.account.Role;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.Ids;
import com.partsportal.shared.NotFound;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Companies and their users. */
@Service
public class Companies {

    private static final Logger log = LoggerFactory.getLogger(Companies.class);

    /** Looks at a page that lie closer together are one visit. */
    private static final Duration VISIT = Duration.ofMinutes(30);

    private final CompanyRepository companies;
    private final CompanyUserRepository users;
    private final Clock clock;

    Companies(CompanyRepository companies, CompanyUserRepository users, Clock clock) {
        this.companies = companies;
        this.users = users;
        this.clock = clock;
    }

    /**
     * Opens a company with its first Customer Manager, the contact whom a vendor invited.
     *
     * @param name as the customer's row has it: it was checked when it was typed
     */
    @Transactional
    public CompanyId open(String name, @Nullable String phone, AccountId manager) {
        var id = Ids.next();
        companies.saveAndFlush(new Company(id, name, phone, DatabaseTime.now(clock)));
        users.saveAndFlush(
                new CompanyUser(Ids.next(), id, manager.value(), Role.CUSTOMER_MANAGER, true, DatabaseTime.now(clock)));
        log.info("company {} opened with manager {}", id, manager);
        return new CompanyId(id);
    }

    /**
     * Lets a login into the company with this role only; a repeat changes nothing. A login that was there before and is not
     * active any more begins a new membership.
     */
    @Transactional
    public void join(CompanyId company, AccountId account, Role role) {
        var known = users.findByCompanyIdAndAccountIdAndEndedAtIsNull(company.value(), account.value());
        if (known.filter(CompanyUser::isActive).isPresent()) {
            return;
        }
        known.ifPresent(before -> {
            before.end(DatabaseTime.now(clock));
            users.saveAndFlush(before);
        });
        users.saveAndFlush(
                new CompanyUser(Ids.next(), company.value(), account.value(), role, false, DatabaseTime.now(clock)));
    }

    /**
     * Somebody of the company looks at its parts. When the company first did so is kept.
     *
     * @return when this person's visit before this one was; empty at the first one
     */
    @Transactional
    public Optional<Instant> visitParts(CompanyId company, AccountId who) {
        var now = DatabaseTime.now(clock);
        companies.notePartsSeen(company.value(), now);
        users.notePartsVisit(company.value(), who.value(), now, now.minus(VISIT));
        return users.partsVisitedBefore(company.value(), who.value());
    }

    /** Whether somebody of the company has looked at its parts. */
    public boolean hasSeenParts(CompanyId company) {
        return companies.findById(company.value()).filter(Company::hasSeenParts).isPresent();
    }

    /** @throws NotFound for an unknown one */
    public CompanyRow get(CompanyId company) {
        return companies.findById(company.value()).map(Company::row).orElseThrow(NotFound::new);
    }

    /** The logins that are active in the company. */
    public List<AccountId> activeMembers(CompanyId company) {
        return users.findByCompanyIdAndActiveTrueAndEndedAtIsNullOrderById(company.value()).stream()
                .map(CompanyUser::account)
                .toList();
    }

    /** Where this login is active. */
    public List<CompanyMembership> memberships(AccountId account) {
        return users.places(account.value()).stream()
                .map(place -> new CompanyMembership(place.getCompanyId(), place.getCompanyName(), place.getRole()))
                .toList();
    }

    /** The other active Customer Managers of the companies where this login is active. */
    public List<AccountId> otherManagers(AccountId account) {
        return users.otherManagers(account.value()).stream().map(AccountId::new).toList();
    }
}
