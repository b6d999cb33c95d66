package com.partsportal.vendor;

import com.partsportal.account.AccountId;
import com.partsportal.account.Role;
import com.partsportal.audit.Audit;
import com.partsportal.audit.AuditAction;
import com.partsportal.invitation.InvitationOptions;
import com.partsportal.invitation.InvitationScope;
import com.partsportal.invitation.InvitationSnapshot;
import com.partsportal.invitation.InvitationStatus;
import com.partsportal.invitation.Invitations;
import com.partsportal.invitation.Invitee;
import com.partsportal.invitation.NewInvitation;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.Names;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Retried;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** All vendors, for the portal's administrator, who creates them and invites their first Vendor Admins. */
@Service
public class VendorDirectory {

    private final Vendors vendors;
    private final VendorRepository repository;
    private final VendorUserRepository users;
    private final Invitations invitations;
    private final Audit audit;
    private final Clock clock;

    VendorDirectory(
            Vendors vendors,
            VendorRepository repository,
            VendorUserRepository users,
            Invitations invitations,
            Audit audit,
            Clock clock) {
        this.vendors = vendors;
        this.repository = repository;
        this.users = users;
        this.invitations = invitations;
        this.audit = audit;
        this.clock = clock;
    }

    /** Creates a vendor with the rankings A, B, C and D, and invites its first Vendor Admin. */
    @Retried
    @Transactional
    public VendorId create(NewVendor wanted, AccountId by) {
        var vendor = vendors.open(wanted.name());
        invitations.open(admin(vendor, new EmailAddress(wanted.adminEmail()), Names.person(wanted.adminName()), by));
        audit.record(vendor.value(), AuditAction.VENDOR_CREATED, vendor.value());
        return vendor;
    }

    /**
     * Sends the first Vendor Admin a new link, also after the old one expired or was declined.
     *
     * @throws NotFound when nobody was invited
     */
    @Retried
    @Transactional
    public void inviteFirstAdminAgain(VendorId vendor, AccountId by) {
        var last = firstAdmin(vendor).orElseThrow(NotFound::new);
        var again = admin(vendor, last.email(), last.invitedName(), by);
        if (last.status(DatabaseTime.now(clock)) == InvitationStatus.PENDING) {
            invitations.resend(last.id(), again);
        } else {
            invitations.open(again);
        }
        audit.record(vendor.value(), AuditAction.VENDOR_INVITED_AGAIN, vendor.value());
    }

    /** All vendors, by name. */
    @Transactional(readOnly = true)
    public List<VendorOverview> all() {
        return repository.findAll().stream()
                .map(this::overview)
                .sorted((a, b) -> a.name().compareToIgnoreCase(b.name()))
                .toList();
    }

    private VendorOverview overview(Vendor vendor) {
        var row = vendor.row();
        return new VendorOverview(
                row.id(),
                row.name(),
                row.createdAt(),
                users.countByVendorIdAndRoleAndActiveTrue(row.id().value(), Role.VENDOR_ADMIN),
                row.suspendedAt(),
                vendor.suspendedReason(),
                firstAdmin(row.id()).orElse(null));
    }

    private Optional<InvitationSnapshot> firstAdmin(VendorId vendor) {
        return invitations.newestOfAdmin(vendor.value());
    }

    private NewInvitation admin(VendorId vendor, EmailAddress email, String name, AccountId by) {
        return NewInvitation.ofPerson(
                InvitationScope.team(vendor.value()),
                new Invitee(email, name, Role.VENDOR_ADMIN),
                InvitationOptions.in(vendors.get(vendor).language()),
                by);
    }
}
