package com.partsportal.vendor;

import com.partsportal.account.AccountId;
import com.partsportal.account.Role;
import com.partsportal.audit.Audit;
import com.partsportal.audit.AuditAction;
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
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.Names;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Refused;
import com.partsportal.shared.Retried;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The service of a vendor's own people. Every change counts at the next request, on every node; the last active Vendor Admin stays. */
@Service
public class Team {

    private static final Logger log = LoggerFactory.getLogger(Team.class);

    private final TeamReport report;
    private final VendorRepository vendorRows;
    private final VendorUserRepository users;
    private final Vendors vendors;
    private final Invitations invitations;
    private final ApiKeys keys;
    private final Audit audit;
    private final Clock clock;

    Team(
            TeamReport report,
            VendorRepository vendorRows,
            VendorUserRepository users,
            Vendors vendors,
            Invitations invitations,
            ApiKeys keys,
            Audit audit,
            Clock clock) {
        this.report = report;
        this.vendorRows = vendorRows;
        this.users = users;
        this.vendors = vendors;
        this.invitations = invitations;
        this.keys = keys;
        this.audit = audit;
        this.clock = clock;
    }

    /** One of the vendor's people. */
    public record Member(AccountId account, String name, String email, Role role, boolean active, Instant joinedAt) {}

    /** Active ones first, by name. */
    @Transactional(readOnly = true)
    public List<Member> members(VendorId vendor) {
        return report.of(vendor);
    }

    /** The newest invitation of each address that has not become a member, the newest first. */
    @Transactional(readOnly = true)
    public List<InvitationSnapshot> invited(VendorId vendor) {
        var members = new HashSet<String>();
        members(vendor).stream().filter(Member::active).forEach(member -> members.add(member.email()));
        return invitations.ofTeam(vendor.value()).stream()
                .filter(invited -> members.add(invited.email().value()))
                .filter(invited ->
                        invited.status() != InvitationStatus.ACCEPTED && invited.status() != InvitationStatus.REVOKED)
                .toList();
    }

    /**
     * Invites somebody by name and address.
     *
     * @throws Refused {@code already-member} or {@code already-invited}
     * @throws com.partsportal.shared.TooManyRequests inside the interval since the last sending to this address
     */
    @Retried
    @Transactional
    public void invite(VendorId vendor, NewTeammate wanted, AccountId by) {
        var email = new EmailAddress(wanted.email());
        var role = vendorRole(wanted.role());
        if (members(vendor).stream()
                .anyMatch(member -> member.active() && member.email().equals(email.value()))) {
            throw new Refused("already-member");
        }
        var now = DatabaseTime.now(clock);
        if (invited(vendor).stream()
                .anyMatch(open -> open.email().equals(email) && open.status(now) == InvitationStatus.PENDING)) {
            throw new Refused("already-invited");
        }
        var invited = invitations.open(invitation(vendor, email, Names.person(wanted.name()), role, by));
        audit.record(vendor.value(), AuditAction.TEAM_INVITED, invited.id().value(), null, role.name());
    }

    /**
     * Sends a new link, after an end as well.
     *
     * @throws com.partsportal.shared.TooManyRequests inside the interval
     */
    @Retried
    @Transactional
    public InvitationSnapshot resend(VendorId vendor, InvitationId id, AccountId by) {
        var old = find(vendor, id);
        var again = invitation(vendor, old.email(), old.invitedName(), old.role(), by);
        var sent = old.status(DatabaseTime.now(clock)) == InvitationStatus.PENDING
                ? invitations.resend(id, again)
                : invitations.open(again);
        audit.record(vendor.value(), AuditAction.TEAM_RESENT, sent.id().value());
        return sent;
    }

    /** @throws Refused {@code wrong-state} when it has ended */
    @Retried
    @Transactional
    public InvitationSnapshot revoke(VendorId vendor, InvitationId id) {
        find(vendor, id);
        audit.record(vendor.value(), AuditAction.TEAM_REVOKED, id.value());
        return invitations.revoke(id, null);
    }

    /** @throws Refused {@code last-admin} */
    @Retried
    @Transactional
    public void changeRole(VendorId vendor, AccountId account, Role role) {
        var wanted = vendorRole(role);
        var before = change(vendor, account, wanted != Role.VENDOR_ADMIN, user -> user.changeRole(wanted));
        audit.record(
                vendor.value(),
                AuditAction.TEAM_ROLE_CHANGED,
                account.value(),
                before.role().name(),
                wanted.name());
        log.info("member {} of vendor {} is {} now", account.value(), vendor, wanted);
    }

    /**
     * Ends the membership, and with it every API key that this person made.
     *
     * @throws Refused {@code last-admin}
     */
    @Retried
    @Transactional
    public void deactivate(VendorId vendor, AccountId account) {
        change(vendor, account, true, VendorUser::deactivate);
        audit.record(vendor.value(), AuditAction.TEAM_DEACTIVATED, account.value());
        log.info("member {} of vendor {} deactivated", account.value(), vendor);
        keys.endOf(vendor, account);
    }

    /**
     * Reactivates a member.
     *
     * @throws NotFound for a login that is no member of this vendor
     */
    @Retried
    @Transactional
    public void reactivate(VendorId vendor, AccountId account) {
        change(vendor, account, false, VendorUser::reactivate);
        audit.record(vendor.value(), AuditAction.TEAM_REACTIVATED, account.value());
        log.info("member {} of vendor {} reactivated", account.value(), vendor);
    }

    /** Changes that could remove the last admin are serialised by a lock on the vendor's row. @return the member before the change */
    private Member change(VendorId vendor, AccountId account, boolean takesAnAdmin, Consumer<VendorUser> change) {
        vendorRows.lock(vendor.value()).orElseThrow(NotFound::new);
        var members = members(vendor);
        var member = members.stream()
                .filter(one -> one.account().equals(account))
                .findFirst()
                .orElseThrow(NotFound::new);
        var admins = members.stream().filter(Team::isActiveAdmin).count();
        if (takesAnAdmin && isActiveAdmin(member) && admins == 1) {
            throw new Refused("last-admin");
        }
        var user = users.findByVendorIdAndAccountId(vendor.value(), account.value())
                .orElseThrow(NotFound::new);
        change.accept(user);
        users.saveAndFlush(user);
        return member;
    }

    private static boolean isActiveAdmin(Member member) {
        return member.active() && member.role() == Role.VENDOR_ADMIN;
    }

    private InvitationSnapshot find(VendorId vendor, InvitationId id) {
        return invitations
                .find(id)
                .filter(found ->
                        found.kind() == InvitationKind.TEAM && vendor.value().equals(found.vendorId()))
                .orElseThrow(NotFound::new);
    }

    private static Role vendorRole(@Nullable Role role) {
        if (role != Role.VENDOR_ADMIN && role != Role.TEAM_MEMBER) {
            throw new InvalidValue("role", "role.unknown");
        }
        return role;
    }

    private NewInvitation invitation(VendorId vendor, EmailAddress email, String name, Role role, AccountId by) {
        return NewInvitation.ofPerson(
                InvitationScope.team(vendor.value()),
                new Invitee(email, name, role),
                InvitationOptions.in(vendors.get(vendor).language()),
                by);
    }
}
