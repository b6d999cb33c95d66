package com.partsportal.vendor;

import com.partsportal.account.AccountId;
import com.partsportal.account.AccountRow;
import com.partsportal.account.Accounts;
import com.partsportal.account.NewAccount;
import com.partsportal.invitation.InvitationKind;
import com.partsportal.invitation.InvitationStatus;
import com.partsportal.invitation.InvitationSubject;
import com.partsportal.invitation.Invited;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Invitations into a vendor's own team. */
@Component
class TeamInvitations implements InvitationSubject {

    private final Vendors vendors;
    private final Accounts accounts;

    TeamInvitations(Vendors vendors, Accounts accounts) {
        this.vendors = vendors;
        this.accounts = accounts;
    }

    @Override
    public InvitationKind kind() {
        return InvitationKind.TEAM;
    }

    @Override
    public Facts facts(Invited invitation) {
        var vendor = vendors.get(vendorOf(invitation));
        var inviter = invitation.invitedBy() == null
                ? null
                : accounts.find(invitation.invitedBy()).map(AccountRow::name).orElse(null);
        return new Facts(vendor.name(), inviter, vendor.name(), 0, vendor.zone());
    }

    @Override
    public Names names(Invited invitation) {
        var vendor = vendors.get(vendorOf(invitation)).name();
        return new Names(vendor, vendor);
    }

    @Override
    public List<Recipient> inviters(Invited invitation) {
        return accounts.find(Objects.requireNonNull(invitation.invitedBy())).stream()
                .filter(AccountRow::active)
                .map(account -> new Recipient(account.id(), account.email(), account.language()))
                .toList();
    }

    @Override
    public String inviterPath(Invited invitation) {
        return "/vendor/team";
    }

    @Override
    public List<Choice> choices(Invited invitation, AccountId login) {
        return List.of();
    }

    @Override
    public AccountId createAccount(Invited invitation, String name, String passwordHash, String termsVersion) {
        var account = accounts.open(
                new NewAccount(invitation.email(), name, passwordHash, invitation.language(), termsVersion));
        vendors.join(vendorOf(invitation), account, invitation.role());
        return account;
    }

    @Override
    public void linkAccount(Invited invitation, AccountId login, @Nullable UUID choice) {
        vendors.join(vendorOf(invitation), login, invitation.role());
    }

    @Override
    public UUID organisation(Invited invitation) {
        return vendorOf(invitation).value();
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

    private static VendorId vendorOf(Invited invitation) {
        return new VendorId(Objects.requireNonNull(invitation.vendorId()));
    }
}
