package com.partsportal.company;

import com.partsportal.account.AccountId;
import com.partsportal.account.AccountRow;
import com.partsportal.account.Accounts;
import com.partsportal.account.NewAccount;
import com.partsportal.invitation.InvitationKind;
import com.partsportal.invitation.InvitationOwner;
import com.partsportal.invitation.InvitationSnapshot;
import com.partsportal.invitation.InvitationStatus;
import com.partsportal.mail.MailKind;
import com.partsportal.notification.NotificationKind;
import com.partsportal.notification.Notifications;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Invitations of a company to its own people. */
@Component
class ColleagueInvitations implements InvitationOwner {

    private final Companies companies;
    private final MemberReport report;
    private final Accounts accounts;
    private final CompanyEvents events;
    private final Notifications notifications;

    ColleagueInvitations(
            Companies companies,
            MemberReport report,
            Accounts accounts,
            CompanyEvents events,
            Notifications notifications) {
        this.events = events;
        this.companies = companies;
        this.report = report;
        this.accounts = accounts;
        this.notifications = notifications;
    }

    @Override
    public InvitationKind kind() {
        return InvitationKind.COLLEAGUE;
    }

    @Override
    public Facts facts(InvitationSnapshot invitation) {
        var company = companies.get(companyOf(invitation)).name();
        var inviter = Optional.ofNullable(invitation.invitedBy()).flatMap(accounts::find);
        return new Facts(
                company,
                inviter.map(AccountRow::name).orElse(null),
                company,
                0,
                ZoneId.of("UTC"),
                inviter.filter(AccountRow::active).map(AccountRow::email).orElse(null));
    }

    @Override
    public InviterNames names(InvitationSnapshot invitation) {
        var company = companies.get(companyOf(invitation)).name();
        return new InviterNames(company, company);
    }

    @Override
    public List<Recipient> inviters(InvitationSnapshot invitation, MailKind notice) {
        return inCharge(invitation).stream()
                .filter(account -> account.wantsEmail(notice))
                .map(account -> new Recipient(account.id(), account.email(), account.language()))
                .toList();
    }

    /** Who invited, while a Customer Manager; otherwise all of them. */
    private List<AccountRow> inCharge(InvitationSnapshot invitation) {
        var managers = report.activeManagers(companyOf(invitation));
        var inviter = invitation.invitedBy();
        return (inviter != null && managers.contains(inviter) ? List.of(inviter) : managers)
                .stream()
                        .flatMap(manager -> accounts.find(manager).stream())
                        .filter(AccountRow::active)
                        .toList();
    }

    @Override
    public String inviterPath(InvitationSnapshot invitation) {
        return "/portal/users";
    }

    @Override
    public List<Choice> choices(InvitationSnapshot invitation, AccountId login) {
        return List.of();
    }

    @Override
    public AccountId createAccount(
            InvitationSnapshot invitation, String name, String passwordHash, String termsVersion) {
        var account = accounts.open(
                new NewAccount(invitation.email(), name, passwordHash, invitation.language(), termsVersion));
        join(invitation, account);
        return account;
    }

    @Override
    public void linkAccount(InvitationSnapshot invitation, AccountId login, @Nullable UUID choice) {
        join(invitation, login);
    }

    @Override
    public UUID organisation(InvitationSnapshot invitation) {
        return Objects.requireNonNull(invitation.companyId());
    }

    @Override
    public void ended(InvitationSnapshot invitation, InvitationStatus end, @Nullable String reason) {
        // the list of people reads the invitations themselves
    }

    @Override
    public void deliveryFailed(InvitationSnapshot invitation) {
        notify(invitation, NotificationKind.DELIVERY_FAILED);
    }

    @Override
    public void newInvitationRequested(InvitationSnapshot invitation) {
        notify(invitation, NotificationKind.NEW_INVITATION_ASKED);
    }

    private void notify(InvitationSnapshot invitation, NotificationKind kind) {
        var id = invitation.id().value();
        notifications.add(new Notifications.Event(kind, invitation.companyId(), id, id, null), inCharge(invitation));
    }

    private void join(InvitationSnapshot invitation, AccountId account) {
        companies.join(companyOf(invitation), account, invitation.role());
        events.add(companyOf(invitation), CompanyEvents.Type.JOINED, account, account);
    }

    private static CompanyId companyOf(InvitationSnapshot invitation) {
        return new CompanyId(Objects.requireNonNull(invitation.companyId()));
    }
}
