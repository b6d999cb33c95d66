package com.partsportal.vendor;

import com.partsportal.account.AccountId;
import com.partsportal.account.AccountRow;
import com.partsportal.account.Accounts;
import com.partsportal.account.Role;
import com.partsportal.audit.Audit;
import com.partsportal.audit.AuditAction;
import com.partsportal.shared.CsvDelimiter;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.Ids;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.Languages;
import com.partsportal.shared.Names;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Retried;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Vendors, their people and their rankings. */
@Service
public class Vendors {

    private static final Logger log = LoggerFactory.getLogger(Vendors.class);

    private final VendorRepository vendors;
    private final RankingRepository rankings;
    private final VendorUserRepository users;
    private final Accounts accounts;
    private final Audit audit;
    private final Clock clock;

    Vendors(
            VendorRepository vendors,
            RankingRepository rankings,
            VendorUserRepository users,
            Accounts accounts,
            Audit audit,
            Clock clock) {
        this.vendors = vendors;
        this.rankings = rankings;
        this.users = users;
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
    }

    /** A vendor without people, with the rankings A, B, C and D. */
    @Transactional
    public VendorId open(String name) {
        var id = Ids.next();
        vendors.saveAndFlush(new Vendor(id, Names.company(name), DatabaseTime.now(clock)));
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
                        () -> users.save(new VendorUser(
                                Ids.next(), vendor.value(), account.value(), role, DatabaseTime.now(clock))));
        users.flush();
    }

    /** @throws NotFound for an unknown one */
    public VendorRow get(VendorId vendor) {
        return vendors.findById(vendor.value()).map(Vendor::row).orElseThrow(NotFound::new);
    }

    /** Names of these vendors, sorted. */
    public List<String> names(Collection<UUID> ids) {
        return vendors.findAllById(ids).stream()
                .map(Vendor::row)
                .map(VendorRow::name)
                .sorted()
                .toList();
    }

    /** The zone in whose office hours this vendor's reminders are sent; empty: at any time. */
    public Optional<ZoneId> officeHours(VendorId vendor) {
        return Optional.of(get(vendor))
                .filter(row -> row.choices().officeHours())
                .map(VendorRow::zone);
    }

    /** Where this login is active. */
    public List<VendorMembership> memberships(AccountId account) {
        return users.places(account.value()).stream()
                .map(place -> new VendorMembership(
                        place.getVendorId(), place.getVendorName(), place.getRole(), ZoneId.of(place.getTimeZone())))
                .toList();
    }

    /** The names of the vendors that this login belongs to and cannot act for, since they are suspended. */
    public List<String> suspended(AccountId account) {
        return users.suspendedPlaces(account.value());
    }

    /**
     * Changes what a Vendor Admin may choose.
     *
     * @throws InvalidValue naming the field that holds something unknown
     */
    @Retried
    @Transactional
    public void updateSettings(VendorId id, VendorSettings wanted) {
        var vendor = vendors.findById(id.value()).orElseThrow(NotFound::new);
        var policy = Arrays.stream(PartsPolicy.values())
                .filter(one -> one.name().equals(wanted.partsPolicy()))
                .findFirst()
                .orElseThrow(() -> new InvalidValue("partsPolicy", "policy.unknown"));
        if (Languages.shipped().stream().noneMatch(one -> one.getLanguage().equals(wanted.language()))) {
            throw new InvalidValue("language", "language.unknown");
        }
        if (!ZoneId.getAvailableZoneIds().contains(String.valueOf(wanted.timeZone()))) {
            throw new InvalidValue("timeZone", "zone.unknown");
        }
        var before = vendor.row();
        var region = region(before, wanted.region());
        var wantedNotices = wanted.notices() == null ? List.<String>of() : wanted.notices();
        var muted = VendorSettings.NOTICES.stream()
                .filter(notice -> !wantedNotices.contains(notice))
                .toList();
        vendor.updateSettings(
                policy,
                Objects.requireNonNull(wanted.language()),
                ZoneId.of(wanted.timeZone()),
                region.orElse(vendor.row().region()),
                muted,
                new VendorRow.Choices(
                        contactEmail(wanted.contactEmail()),
                        Boolean.TRUE.equals(wanted.reinvitesExpired()),
                        Boolean.TRUE.equals(wanted.officeHours()),
                        Boolean.TRUE.equals(wanted.newPartsEmail()),
                        region.isPresent(),
                        delimiter(wanted.delimiter())));
        vendors.flush();
        var changed = ChangedSettings.between(before, vendor.row());
        if (!changed.isEmpty()) {
            audit.record(id.value(), AuditAction.SETTINGS_CHANGED, id.value(), changed.before(), changed.after());
        }
        log.info("settings of vendor {} changed", id);
    }

    /** Empty: nobody has chosen it yet. */
    private static Optional<String> region(VendorRow vendor, @Nullable String chosen) {
        if (chosen == null || chosen.isEmpty() && !vendor.choices().regionChosen()) {
            return Optional.of(vendor.region()).filter(known -> vendor.choices().regionChosen());
        }
        if (!List.of(Locale.getISOCountries()).contains(chosen)) {
            throw new InvalidValue("region", "region.unknown");
        }
        return Optional.of(chosen);
    }

    private static @Nullable CsvDelimiter delimiter(@Nullable String chosen) {
        if (chosen == null || chosen.isEmpty()) {
            return null;
        }
        return Arrays.stream(CsvDelimiter.values())
                .filter(one -> one.name().equals(chosen))
                .findFirst()
                .orElseThrow(() -> new InvalidValue("delimiter", "delimiter.unknown"));
    }

    private static @Nullable EmailAddress contactEmail(@Nullable String typed) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        try {
            return new EmailAddress(typed);
        } catch (InvalidValue invalid) {
            throw new InvalidValue("contactEmail", invalid.code());
        }
    }

    /** In the vendor's order. */
    public List<RankingRow> rankings(VendorId vendor) {
        return rankings.findByVendorIdOrderByPosition(vendor.value()).stream()
                .map(Ranking::row)
                .toList();
    }

    /** The ranking with exactly this label, in this vendor's list. */
    public Optional<RankingRow> ranking(VendorId vendor, String label) {
        // PostgreSQL has no text with a NUL
        return label.indexOf('\0') >= 0
                ? Optional.empty()
                : rankings.findByVendorIdAndLabel(vendor.value(), label).map(Ranking::row);
    }

    /** The ranking with this id, of any vendor: for ids that come from a row of ours. */
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

    /** Who is notified of what becomes of an invitation: its sender while active here, or else the Vendor Admins. */
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
}
