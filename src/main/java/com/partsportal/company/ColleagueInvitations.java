package com.partsportal.company;

import com.partsportal.account.AccountId;
import com.partsportal.account.AccountRow;
import com.partsportal.account.Accounts;
import com.partsportal.account.NewAccount;
import com.partsportal.invitation.InvitationKind;
import com.partsportal.invitation.InvitationStatus;
import com.partsportal.invitation.InvitationSubject;
import com.partsportal.invitation.Invited;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Invitations of a company to its own people. */
@Component
class ColleagueInvitations implements InvitationSubject {

    private final Companies companies;
    private final CompanyUserRepository users;
    private final Accounts accounts;
    private final CompanyEvents events;

    ColleagueInvitations(Companies companies, CompanyUserRepository users, Accounts accounts, CompanyEvents events) {
        this.events = events;
        this.companies = companies;
        this.users = users;
        this.accounts = accounts;
    }

    @Override
    public InvitationKind kind() {
        return InvitationKind.COLLEAGUE;
    }

    @Override
    public Facts facts(Invited invitation) {
        var company = companies.get(companyOf(invitation)).name();
        var inviter = invitation.invitedBy() == null
                ? null
                : accounts.find(invitation.invitedBy()).map(AccountRow::name).orElse(null);
        return new Facts(company, inviter, company, 0, ZoneId.of("UTC"));
    }

    @Override
    public Names names(Invited invitation) {
        var company = companies.get(companyOf(invitation)).name();
        return new Names(company, company);
    }

    /** Who invited, while a Customer Manager; otherwise all of them. */
    @Override
    public List<Recipient> inviters(Invited invitation) {
        var managers = users.activeManagers(companyOf(invitation).value()).stream()
                .map(CompanyUser::account)
                .toList();
        var inviter = invitation.invitedBy();
        return (inviter != null && managers.contains(inviter) ? List.of(inviter) : managers)
                .stream()
                        .flatMap(manager -> accounts.find(manager).stream())
                        .filter(AccountRow::active)
                        .map(account -> new Recipient(account.id(), account.email(), account.language()))
                        .toList();
    }

    @Override
    public String inviterPath(Invited invitation) {
        return "/portal/users";
    }

    @Override
    public List<Choice> choices(Invited invitation, AccountId login) {
        return List.of();
    }

    @Override
    public AccountId createAccount(Invited invitation, String name, String passwordHash, String termsVersion) {
        var account = accounts.open(
                new NewAccount(invitation.email(), name, passwordHash, invitation.language(), termsVersion));
        join(invitation, account);
        return account;
    }

    @Override
    public void linkAccount(Invited invitation, AccountId login, @Nullable UUID choice) {
        join(invitation, login);
    }

    @Override
    public UUID organisation(Invited invitation) {
        return Objects.requireNonNull(invitation.companyId());
    }

    @Override
    public void ended(Invited invitation, InvitationStatus end, @Nullable String reason) {
        // the list of people reads the invitations themselves
    }

    @Override
    public void deliveryFailed(Invited invitation) {
        // the list of people reads the invitations themselves
    }

    @Override
    public void askedAgain(Invited invitation) {
        // the inviter hears of it by mail
    }

    private void join(Invited invitation, AccountId account) {
        companies.join(companyOf(invitation), account, invitation.role());
        events.add(companyOf(invitation), CompanyEvents.Type.JOINED, account, account);
    }

    private static CompanyId companyOf(Invited invitation) {
        return new CompanyId(Objects.requireNonNull(invitation.companyId()));
    }
}
