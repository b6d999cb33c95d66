package com.partsportal.vendor;

import com.partsportal.account.AccountId;
import com.partsportal.account.Role;
import com.partsportal.invitation.InvitationId;
import com.partsportal.invitation.InvitationKind;
import com.partsportal.invitation.InvitationStatus;
import com.partsportal.invitation.Invitations;
import com.partsportal.invitation.Invited;
import com.partsportal.invitation.NewInvitation;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.Names;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Refused;
import com.partsportal.shared.Retried;
import com.partsportal.shared.Times;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The door of a vendor's own people. Every change counts at the next request, on every node; the last active Vendor Admin stays. */
@Service
public class Team {

    private static final Logger log = LoggerFactory.getLogger(Team.class);

    private final JdbcClient jdbc;
    private final Vendors vendors;
    private final Invitations invitations;
    private final Clock clock;

    Team(JdbcClient jdbc, Vendors vendors, Invitations invitations, Clock clock) {
        this.jdbc = jdbc;
        this.vendors = vendors;
        this.invitations = invitations;
        this.clock = clock;
    }

    /** One of the vendor's people. */
    public record Member(AccountId account, String name, String email, Role role, boolean active, Instant joinedAt) {}

    /** Active ones first, by name. */
    @Transactional(readOnly = true)
    public List<Member> members(VendorId vendor) {
        return jdbc.sql("""
                        select a.id, a.name, a.email, u.role, u.active, u.joined_at
                        from vendor_user u join account a on a.id = u.account_id
                        where u.vendor_id = :vendor order by not u.active, a.name, a.id""")
                .param("vendor", vendor.value())
                .query((row, number) -> new Member(
                        new AccountId(row.getObject("id", UUID.class)),
                        row.getString("name"),
                        row.getString("email"),
                        Role.valueOf(row.getString("role")),
                        row.getBoolean("active"),
                        row.getObject("joined_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** The newest invitation of each address that has not become a member, the newest first. */
    @Transactional(readOnly = true)
    public List<Invited> invited(VendorId vendor) {
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
        var now = Times.now(clock);
        if (invited(vendor).stream()
                .anyMatch(open -> open.email().equals(email) && open.status(now) == InvitationStatus.PENDING)) {
            throw new Refused("already-invited");
        }
        invitations.open(invitation(vendor, email, Names.person(wanted.name()), role, by));
    }

    /**
     * Sends a new link, after an end as well.
     *
     * @throws com.partsportal.shared.TooManyRequests inside the interval
     */
    @Retried
    @Transactional
    public Invited resend(VendorId vendor, InvitationId id, AccountId by) {
        var old = find(vendor, id);
        var again = invitation(vendor, old.email(), old.invitedName(), old.role(), by);
        return old.status(Times.now(clock)) == InvitationStatus.PENDING
                ? invitations.resend(id, again)
                : invitations.open(again);
    }

    /** @throws Refused {@code wrong-state} when it has ended */
    @Retried
    @Transactional
    public Invited revoke(VendorId vendor, InvitationId id) {
        find(vendor, id);
        return invitations.revoke(id, null);
    }

    /** @throws Refused {@code last-admin} */
    @Retried
    @Transactional
    public void changeRole(VendorId vendor, AccountId account, Role role) {
        var wanted = vendorRole(role);
        change(vendor, account, wanted != Role.VENDOR_ADMIN, "role = '" + wanted.name() + "'");
    }

    /** @throws Refused {@code last-admin} */
    @Retried
    @Transactional
    public void deactivate(VendorId vendor, AccountId account) {
        change(vendor, account, true, "active = false");
    }

    @Retried
    @Transactional
    public void reactivate(VendorId vendor, AccountId account) {
        change(vendor, account, false, "active = true");
    }

    /** All changes that could take away the last admin wait for each other at the vendor's row. */
    private void change(VendorId vendor, AccountId account, boolean takesAnAdmin, String change) {
        jdbc.sql("select id from vendor where id = :id for update")
                .param("id", vendor.value())
                .query(UUID.class)
                .optional()
                .orElseThrow(NotFound::new);
        var members = members(vendor);
        var member = members.stream()
                .filter(one -> one.account().equals(account))
                .findFirst()
                .orElseThrow(NotFound::new);
        var admins = members.stream().filter(Team::isActiveAdmin).count();
        if (takesAnAdmin && isActiveAdmin(member) && admins == 1) {
            throw new Refused("last-admin");
        }
        jdbc.sql("update vendor_user set " + change
                        + ", version = version + 1 where vendor_id = :vendor and account_id = :account")
                .param("vendor", vendor.value())
                .param("account", account.value())
                .update();
        log.info("member {} of vendor {}: {}", account.value(), vendor, change);
    }

    private static boolean isActiveAdmin(Member member) {
        return member.active() && member.role() == Role.VENDOR_ADMIN;
    }

    private Invited find(VendorId vendor, InvitationId id) {
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
        return new NewInvitation(
                InvitationKind.TEAM,
                vendor.value(),
                null,
                null,
                email,
                name,
                role,
                BigDecimal.ZERO,
                vendors.get(vendor).language(),
                null,
                null,
                by,
                false);
    }
}
