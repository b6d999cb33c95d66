package com.partsportal.vendor;

import com.partsportal.account.AccountId;
import com.partsportal.account.AccountRow;
import com.partsportal.account.Accounts;
import com.partsportal.account.NewAccount;
import com.partsportal.invitation.InvitationKind;
import com.partsportal.invitation.InvitationOwner;
import com.partsportal.invitation.InvitationScope;
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

/** Invitations into a vendor's own team. */
@Component
class TeamInvitations implements InvitationOwner {

    private final Vendors vendors;
    private final VendorCards cards;
    private final Accounts accounts;
    private final Notifications notifications;

    TeamInvitations(Vendors vendors, VendorCards cards, Accounts accounts, Notifications notifications) {
        this.vendors = vendors;
        this.cards = cards;
        this.accounts = accounts;
        this.notifications = notifications;
    }

    @Override
    public InvitationKind kind() {
        return InvitationKind.TEAM;
    }

    @Override
    public Facts facts(InvitationSnapshot invitation) {
        var vendor = vendors.get(vendorOf(invitation));
        var inviter = Optional.ofNullable(invitation.invitedBy()).flatMap(accounts::find);
        return new Facts(
                vendor.name(),
                inviter.map(AccountRow::name).orElse(null),
                vendor.name(),
                0,
                vendor.zone(),
                inviter.filter(AccountRow::active)
                        .map(AccountRow::email)
                        .orElse(vendor.choices().contactEmail()),
                vendor.contact(invitation.language()));
    }

    @Override
    public Optional<byte[]> logo(InvitationSnapshot invitation) {
        return cards.logo(vendorOf(invitation));
    }

    @Override
    public InviterNames names(InvitationSnapshot invitation) {
        var vendor = vendors.get(vendorOf(invitation)).name();
        return new InviterNames(vendor, vendor);
    }

    @Override
    public boolean isPaused(InvitationSnapshot invitation) {
        return vendors.get(vendorOf(invitation)).isSuspended();
    }

    @Override
    public Optional<ZoneId> officeHours(InvitationScope scope) {
        return vendors.officeHours(new VendorId(Objects.requireNonNull(scope.vendorId())));
    }

    @Override
    public List<Recipient> inviters(InvitationSnapshot invitation, MailKind notice) {
        return inviter(invitation).stream()
                .filter(account -> account.wantsEmail(notice))
                .map(account -> new Recipient(account.id(), account.email(), account.language()))
                .toList();
    }

    private List<AccountRow> inviter(InvitationSnapshot invitation) {
        return accounts.find(Objects.requireNonNull(invitation.invitedBy())).stream()
                .filter(AccountRow::active)
                .toList();
    }

    @Override
    public String inviterPath(InvitationSnapshot invitation) {
        return "/vendor/team";
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
        vendors.join(vendorOf(invitation), account, invitation.role());
        return account;
    }

    @Override
    public void linkAccount(InvitationSnapshot invitation, AccountId login, @Nullable UUID choice) {
        vendors.join(vendorOf(invitation), login, invitation.role());
    }

    @Override
    public UUID organisation(InvitationSnapshot invitation) {
        return vendorOf(invitation).value();
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
        notifications.add(new Notifications.Event(kind, invitation.vendorId(), id, id, null), inviter(invitation));
    }

    private static VendorId vendorOf(InvitationSnapshot invitation) {
        return new VendorId(Objects.requireNonNull(invitation.vendorId()));
    }
}
