package com.partsportal.vendor;

import com.partsportal.account.AccountId;
import com.partsportal.account.AccountRow;
import com.partsportal.account.Accounts;
import com.partsportal.account.Role;
import com.partsportal.invitation.InvitationKind;
import com.partsportal.invitation.InvitationStatus;
import com.partsportal.invitation.Invitations;
import com.partsportal.invitation.Invited;
import com.partsportal.invitation.NewInvitation;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.Ids;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.Names;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Retried;
import com.partsportal.shared.Times;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The door of vendors, their people and their rankings. */
@Service
public class Vendors {

    private static final Logger log = LoggerFactory.getLogger(Vendors.class);

    private final VendorRepository vendors;
    private final RankingRepository rankings;
    private final VendorUserRepository users;
    private final Invitations invitations;
    private final Accounts accounts;
    private final Clock clock;

    Vendors(
            VendorRepository vendors,
            RankingRepository rankings,
            VendorUserRepository users,
            Invitations invitations,
            Accounts accounts,
            Clock clock) {
        this.vendors = vendors;
        this.rankings = rankings;
        this.users = users;
        this.invitations = invitations;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** Creates a vendor with the rankings A, B, C and D, and invites its first Vendor Admin. */
    @Retried
    @Transactional
    public VendorId create(NewVendor wanted, AccountId by) {
        var vendor = open(wanted.name());
        invitations.open(admin(vendor, new EmailAddress(wanted.adminEmail()), Names.person(wanted.adminName()), by));
        return vendor;
    }

    /** Sends the first Vendor Admin a new link; after the old one expired or was declined as well. */
    @Retried
    @Transactional
    public void inviteFirstAdminAgain(VendorId vendor, AccountId by) {
        var last = firstAdmin(vendor).orElseThrow(NotFound::new);
        var again = admin(vendor, last.email(), last.invitedName(), by);
        if (last.status(Times.now(clock)) == InvitationStatus.PENDING) {
            invitations.resend(last.id(), again);
        } else {
            invitations.open(again);
        }
    }

    /** A vendor without people, with the rankings A, B, C and D. */
    @Transactional
    public VendorId open(String name) {
        var id = Ids.next();
        vendors.saveAndFlush(new Vendor(id, Names.company(name), Times.now(clock)));
        rankings.saveAll(List.of(
                new Ranking(Ids.next(), id, "A", BigDecimal.valueOf(10), 0, false),
                new Ranking(Ids.next(), id, "B", BigDecimal.valueOf(8), 1, false),
                new Ranking(Ids.next(), id, "C", BigDecimal.valueOf(3), 2, false),
                new Ranking(Ids.next(), id, "D", BigDecimal.ZERO, 3, true)));
        rankings.flush();
        log.info("vendor {} created", id);
        return new VendorId(id);
    }

    /** Lets a login into the vendor; who was there before gets this role only. A repeat changes nothing. */
    @Transactional
    public void join(VendorId vendor, AccountId account, Role role) {
        users.findByVendorIdAndAccountId(vendor.value(), account.value())
                .ifPresentOrElse(
                        known -> known.rejoin(role),
                        () -> users.save(
                                new VendorUser(Ids.next(), vendor.value(), account.value(), role, Times.now(clock))));
        users.flush();
    }

    public VendorRow get(VendorId vendor) {
        return vendors.findById(vendor.value()).map(Vendor::row).orElseThrow(NotFound::new);
    }

    /** All vendors, for the administrator. */
    @Transactional(readOnly = true)
    public List<VendorOverview> all() {
        return vendors.findAll().stream()
                .map(Vendor::row)
                .map(row -> new VendorOverview(
                        row.id(),
                        row.name(),
                        row.createdAt(),
                        users.countByVendorIdAndRoleAndActiveTrue(row.id().value(), Role.VENDOR_ADMIN),
                        firstAdmin(row.id()).orElse(null)))
                .sorted((a, b) -> a.name().compareToIgnoreCase(b.name()))
                .toList();
    }

    private Optional<Invited> firstAdmin(VendorId vendor) {
        return invitations.newestOfAdmin(vendor.value());
    }

    /** Where this login is active. */
    public List<VendorMembership> memberships(AccountId account) {
        return users.places(account.value()).stream()
                .map(place -> new VendorMembership(
                        place.getVendorId(), place.getVendorName(), place.getRole(), ZoneId.of(place.getTimeZone())))
                .toList();
    }

    /**
     * Changes what a Vendor Admin may choose.
     *
     * @throws InvalidValue naming the field that holds something unknown
     */
    @Retried
    @Transactional
    public void settle(VendorId id, VendorSettings wanted) {
        var vendor = vendors.findById(id.value()).orElseThrow(NotFound::new);
        var policy = Arrays.stream(PartsPolicy.values())
                .filter(one -> one.name().equals(wanted.partsPolicy()))
                .findFirst()
                .orElseThrow(() -> new InvalidValue("partsPolicy", "policy.unknown"));
        if (!List.of("en", "de").contains(String.valueOf(wanted.language()))) {
            throw new InvalidValue("language", "language.unknown");
        }
        if (!ZoneId.getAvailableZoneIds().contains(String.valueOf(wanted.timeZone()))) {
            throw new InvalidValue("timeZone", "zone.unknown");
        }
        if (!List.of(Locale.getISOCountries()).contains(String.valueOf(wanted.region()))) {
            throw new InvalidValue("region", "region.unknown");
        }
        var wantedNotices = wanted.notices() == null ? List.<String>of() : wanted.notices();
        var muted = VendorSettings.NOTICES.stream()
                .filter(notice -> !wantedNotices.contains(notice))
                .toList();
        vendor.settle(policy, wanted.language(), ZoneId.of(wanted.timeZone()), wanted.region(), muted);
        vendors.flush();
        log.info("settings of vendor {} changed", id);
    }

    /** In the vendor's order. */
    public List<RankingRow> rankings(VendorId vendor) {
        return rankings.findByVendorIdOrderByPosition(vendor.value()).stream()
                .map(Ranking::row)
                .toList();
    }

    public Optional<RankingRow> ranking(VendorId vendor, String label) {
        // PostgreSQL has no text with a NUL
        return label.indexOf('\0') >= 0
                ? Optional.empty()
                : rankings.findByVendorIdAndLabel(vendor.value(), label).map(Ranking::row);
    }

    public Optional<RankingRow> ranking(UUID id) {
        return rankings.findById(id).map(Ranking::row);
    }

    /** Everybody who is active at the vendor. */
    @Transactional(readOnly = true)
    public List<AccountRow> people(VendorId vendor) {
        return users.findByVendorIdAndActiveTrueOrderByJoinedAt(vendor.value()).stream()
                .flatMap(person -> accounts.find(new AccountId(person.accountId())).stream())
                .filter(AccountRow::active)
                .toList();
    }

    /** Who hears of an invitation's fate: the person who sent it while active here, or else the Vendor Admins. */
    @Transactional(readOnly = true)
    public List<AccountRow> responsible(VendorId vendor, @Nullable AccountId inviter) {
        if (inviter != null && users.existsByVendorIdAndAccountIdAndActiveTrue(vendor.value(), inviter.value())) {
            return accounts.find(inviter).stream().filter(AccountRow::active).toList();
        }
        return users.findByVendorIdAndRoleAndActiveTrueOrderByJoinedAt(vendor.value(), Role.VENDOR_ADMIN).stream()
                .flatMap(admin -> accounts.find(new AccountId(admin.accountId())).stream())
                .filter(AccountRow::active)
                .toList();
    }

    private NewInvitation admin(VendorId vendor, EmailAddress email, String name, AccountId by) {
        return new NewInvitation(
                InvitationKind.TEAM,
                vendor.value(),
                null,
                null,
                email,
                name,
                Role.VENDOR_ADMIN,
                BigDecimal.ZERO,
                get(vendor).language(),
                null,
                null,
                by,
                false);
    }
}
