package com.partsportal.company;

import com.partsportal.account.AccountId;
import com.partsportal.account.AccountRow;
import com.partsportal.account.Accounts;
import com.partsportal.account.Role;
import com.partsportal.company.CompanyEvents.Type;
import com.partsportal.invitation.InvitationId;
import com.partsportal.invitation.InvitationKind;
import com.partsportal.invitation.InvitationOptions;
import com.partsportal.invitation.InvitationScope;
import com.partsportal.invitation.InvitationSnapshot;
import com.partsportal.invitation.InvitationStatus;
import com.partsportal.invitation.Invitations;
import com.partsportal.invitation.Invitee;
import com.partsportal.invitation.NewInvitation;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.FreeText;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.Names;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Refused;
import com.partsportal.shared.Retried;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The service through which a company manages its own people. Everything is scoped by the company: what is foreign is
 * {@link NotFound} like what is unknown. What ends is a membership, never a login; every change counts at the next
 * request of the person, since roles are read for each of them.
 */
@Service
public class CompanyUsers {

    private static final Logger log = LoggerFactory.getLogger(CompanyUsers.class);

    private static final int LONGEST_REASON = 500;

    private final CompanyRepository companies;
    private final CompanyUserRepository users;
    private final Invitations invitations;
    private final Accounts accounts;
    private final MembershipEnds ends;
    private final CompanyEvents events;
    private final MemberReport report;
    private final Clock clock;

    CompanyUsers(
            CompanyRepository companies,
            CompanyUserRepository users,
            Invitations invitations,
            Accounts accounts,
            MembershipEnds ends,
            CompanyEvents events,
            MemberReport report,
            Clock clock) {
        this.companies = companies;
        this.users = users;
        this.invitations = invitations;
        this.accounts = accounts;
        this.ends = ends;
        this.events = events;
        this.report = report;
        this.clock = clock;
    }

    // ---- people

    /** Active ones first, by name. */
    @Transactional(readOnly = true)
    public List<MemberRow> members(CompanyId company) {
        return report.members(company);
    }

    /** Whether this login is one of the company's active Customer Managers. */
    @Transactional(readOnly = true)
    public boolean isManager(CompanyId company, AccountId account) {
        return users.findByCompanyIdAndAccountIdAndEndedAtIsNull(company.value(), account.value())
                .filter(CompanyUser::isActiveManager)
                .isPresent();
    }

    /** Whether the company has an active Customer Manager who can sign in. */
    @Transactional(readOnly = true)
    public boolean hasManager(CompanyId company) {
        return !report.activeManagers(company).isEmpty();
    }

    /** Whether somebody else belongs to the company or is invited. */
    @Transactional(readOnly = true)
    public boolean hasColleagues(CompanyId company) {
        return members(company).size() > 1 || !invited(company).isEmpty();
    }

    /**
     * A repeat changes nothing.
     *
     * @throws Refused {@code last-manager}
     */
    @Retried
    @Transactional
    public void changeRole(CompanyId company, UUID member, Role role, AccountId by) {
        var before = find(company, member).role();
        var user = change(company, member, role == Role.CUSTOMER_MANAGER, found -> found.change(role));
        if (role != before) {
            events.add(
                    company,
                    role == Role.CUSTOMER_MANAGER ? Type.MADE_MANAGER : Type.MADE_USER,
                    by,
                    user.account(),
                    before.name(),
                    role.name());
        }
        log.info("company {}: membership {} is {} now, by account {}", company, member, role, by);
    }

    /**
     * Deactivates a membership and ends its open pages; a repeat changes nothing.
     *
     * @throws Refused {@code last-manager}
     */
    @Retried
    @Transactional
    public void deactivate(CompanyId company, UUID member, AccountId by) {
        var wasActive = find(company, member).isActive();
        var user = change(company, member, false, CompanyUser::deactivate);
        if (wasActive) {
            membershipEnded(company, user);
            events.add(company, Type.DEACTIVATED, by, user.account());
        }
        log.info("company {}: membership {} deactivated by account {}", company, member, by);
    }

    /** A repeat changes nothing. */
    @Retried
    @Transactional
    public void reactivate(CompanyId company, UUID member, AccountId by) {
        var wasActive = find(company, member).isActive();
        var user = change(company, member, true, CompanyUser::reactivate);
        if (!wasActive) {
            events.add(company, Type.REACTIVATED, by, user.account());
        }
        log.info("company {}: membership {} reactivated by account {}", company, member, by);
    }

    /**
     * Ends a place for good; the login and its other places stay.
     *
     * @throws Refused {@code last-manager}
     */
    @Retried
    @Transactional
    public void remove(CompanyId company, UUID member, AccountId by) {
        var wasActive = find(company, member).isActive();
        var user = change(company, member, false, found -> found.end(DatabaseTime.now(clock)));
        if (wasActive) {
            membershipEnded(company, user);
        }
        events.add(company, user.account().equals(by) ? Type.LEFT : Type.REMOVED, by, user.account());
        log.info("company {}: membership {} ended by account {}", company, member, by);
    }

    /**
     * Ends one's own place.
     *
     * @throws Refused {@code last-manager}
     */
    @Retried
    @Transactional
    public void leave(CompanyId company, AccountId who) {
        var own = users.findByCompanyIdAndAccountIdAndEndedAtIsNull(company.value(), who.value())
                .orElseThrow(NotFound::new);
        remove(company, own.id(), who);
    }

    private CompanyUser change(CompanyId company, UUID member, boolean staysManager, Consumer<CompanyUser> how) {
        companies.lock(company.value()).orElseThrow(NotFound::new);
        var user = find(company, member);
        if (!staysManager
                && user.isActiveManager()
                && report.activeManagers(company).stream().allMatch(one -> one.equals(user.account()))) {
            throw new Refused("last-manager");
        }
        how.accept(user);
        return users.saveAndFlush(user);
    }

    private void membershipEnded(CompanyId company, CompanyUser user) {
        ends.ended(company, user.account(), report.activeManagers(company));
    }

    private CompanyUser find(CompanyId company, UUID member) {
        return users.findByIdAndCompanyIdAndEndedAtIsNull(member, company.value())
                .orElseThrow(NotFound::new);
    }

    // ---- invitations

    /** The newest invitation of everybody who has not come: open, expired or declined. */
    @Transactional(readOnly = true)
    public List<InvitationSnapshot> invited(CompanyId company) {
        var there = members(company).stream()
                .filter(MemberRow::active)
                .map(MemberRow::email)
                .collect(Collectors.toSet());
        return invitations.newestOfCompany(company.value()).stream()
                .filter(invited -> switch (invited.status()) {
                    case PENDING, EXPIRED, DECLINED -> true;
                    case ACCEPTED, REVOKED, SUPERSEDED -> false;
                })
                .filter(invited -> !there.contains(invited.email().value()))
                .toList();
    }

    /**
     * Invites a colleague.
     *
     * @throws Refused {@code already-member}, {@code already-invited}, {@code domain-not-allowed}
     * @throws com.partsportal.shared.TooManyRequests inside the interval since the last sending to this address
     */
    @Retried
    @Transactional
    public InvitationId invite(CompanyId company, NewColleague wanted, AccountId by) {
        var email = new EmailAddress(String.valueOf(wanted.email()));
        var role = Role.valueOf(String.valueOf(wanted.role()));
        if (!role.isCustomer()) {
            throw new IllegalArgumentException(role + " is not a role in a company");
        }
        return invite(company, email, Names.person(String.valueOf(wanted.name())), role, by)
                .id();
    }

    private InvitationSnapshot invite(CompanyId company, EmailAddress email, String name, Role role, AccountId by) {
        if (!rules(company).allows(email.domain())) {
            throw new Refused("domain-not-allowed");
        }
        if (members(company).stream()
                .anyMatch(member -> member.active() && member.email().equals(email.value()))) {
            throw new Refused("already-member");
        }
        var now = DatabaseTime.now(clock);
        if (invited(company).stream()
                .anyMatch(one -> one.email().equals(email) && one.status(now) == InvitationStatus.PENDING)) {
            throw new Refused("already-invited");
        }
        var invited = invitations.open(invitation(company, email, name, role, by));
        events.add(company, Type.INVITED, by, invited.id());
        return invited;
    }

    /**
     * Sends a new link for an open invitation, or invites again after an end.
     *
     * @throws Refused {@code wrong-state} for one that was accepted, revoked or followed by another
     * @throws com.partsportal.shared.TooManyRequests inside the interval
     */
    @Retried
    @Transactional
    public void resend(CompanyId company, InvitationId id, AccountId by) {
        var invited = find(company, id);
        switch (invited.status(DatabaseTime.now(clock))) {
            case PENDING -> {
                if (!rules(company).allows(invited.email().domain())) {
                    throw new Refused("domain-not-allowed");
                }
                var next = invitations.resend(
                        id, invitation(company, invited.email(), invited.invitedName(), invited.role(), by));
                events.add(company, Type.RESENT, by, next.id());
            }
            case EXPIRED, DECLINED -> invite(company, invited.email(), invited.invitedName(), invited.role(), by);
            case ACCEPTED, REVOKED, SUPERSEDED ->
                throw new Refused(
                        "wrong-state", Map.of("status", invited.status().name()));
        }
    }

    /**
     * Withdraws an open invitation; a repeat changes nothing.
     *
     * @param reason a line that the invited person reads
     * @throws Refused {@code wrong-state} after another end
     * @throws InvalidValue for a reason that breaks the rules of names
     */
    @Retried
    @Transactional
    public void revoke(CompanyId company, InvitationId id, @Nullable String reason, AccountId by) {
        var words = FreeText.line("reason", reason, LONGEST_REASON);
        if (find(company, id).status() != InvitationStatus.REVOKED) {
            invitations.revoke(id, words);
            events.add(company, Type.REVOKED, by, id);
        }
    }

    private InvitationSnapshot find(CompanyId company, InvitationId id) {
        return invitations
                .find(id)
                .filter(invited -> invited.kind() == InvitationKind.COLLEAGUE)
                .filter(invited -> company.value().equals(invited.companyId()))
                .orElseThrow(NotFound::new);
    }

    private NewInvitation invitation(CompanyId company, EmailAddress email, String name, Role role, AccountId by) {
        return NewInvitation.ofPerson(
                InvitationScope.colleague(company.value()),
                new Invitee(email, name, role),
                InvitationOptions.in(accounts.find(by).map(AccountRow::language).orElse(Locale.ENGLISH)),
                by);
    }

    // ---- rules

    /**
     * The rules that the company has set for its users.
     *
     * @throws NotFound for an unknown company
     */
    @Transactional(readOnly = true)
    public CompanyRules rules(CompanyId company) {
        return companies.findById(company.value()).map(Company::rules).orElseThrow(NotFound::new);
    }

    /**
     * Sets the rules for the company's users and records the change in its history; the same rules change nothing.
     *
     * @throws NotFound for an unknown company
     */
    @Retried
    @Transactional
    public void setRules(CompanyId company, CompanyRules rules, AccountId by) {
        var ruled = companies.lock(company.value()).orElseThrow(NotFound::new);
        var before = ruled.rules();
        if (rules.equals(before)) {
            return;
        }
        ruled.setRules(rules);
        events.add(company, Type.RULES_CHANGED, by, before.code(), rules.code());
        log.info("company {}: user rules changed", company);
    }
}
