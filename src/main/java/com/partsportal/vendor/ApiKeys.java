package com.partsportal.vendor;

import com.partsportal.account.AccountId;
import com.partsportal.account.AccountRow;
import com.partsportal.account.Accounts;
import com.partsportal.audit.Audit;
import com.partsportal.audit.AuditAction;
import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.Ids;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Refused;
import com.partsportal.shared.Retried;
import com.partsportal.shared.Tokens;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * A vendor's keys of the REST API. A key ends when it is revoked, at its end date, and with the membership of the person
 * who made it; while that person's login is stopped, it does not work.
 */
@Service
public class ApiKeys {

    private static final Logger log = LoggerFactory.getLogger(ApiKeys.class);
    private static final Pattern SHAPE = Pattern.compile("pp_[A-Za-z0-9_-]{43}");
    private static final int MOST = 100;

    /** How exactly it is known when a key was used last. */
    private static final Duration LAST_USED = Duration.ofMinutes(1);

    /** The latest end date. */
    private static final Duration LONGEST_LIFE = Duration.ofDays(3660);

    private final ApiKeyRepository keys;
    private final VendorRepository vendors;
    private final VendorUserRepository users;
    private final Accounts accounts;
    private final Audit audit;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    ApiKeys(
            ApiKeyRepository keys,
            VendorRepository vendors,
            VendorUserRepository users,
            Accounts accounts,
            Audit audit,
            Clock clock) {
        this.keys = keys;
        this.vendors = vendors;
        this.users = users;
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
    }

    /** Whose key it is and what it may do. */
    public record Holder(UUID key, String name, VendorId vendor, boolean readOnly) {}

    /**
     * Makes a key. It waits for a change of the vendor's team that is under way, so that no key outlives the membership
     * of the person who makes it.
     *
     * @throws InvalidValue for an end date that has passed or is more than ten years away
     * @throws Refused {@code too-many-keys} when the vendor has a hundred that work
     * @throws NotFound when the person does not belong to the vendor any more
     */
    @Retried
    @Transactional
    public IssuedApiKey issue(VendorId vendor, NewApiKey wanted, AccountId by) {
        var now = DatabaseTime.now(clock);
        check(wanted.expiresAt(), now);
        vendors.lock(vendor.value()).orElseThrow(NotFound::new);
        if (!users.existsByVendorIdAndAccountIdAndActiveTrue(vendor.value(), by.value())) {
            throw new NotFound();
        }
        if (keys.working(vendor.value(), now) >= MOST) {
            throw new Refused("too-many-keys");
        }
        var bytes = new byte[32];
        random.nextBytes(bytes);
        var key = "pp_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var id = Ids.next();
        keys.saveAndFlush(new ApiKey(id, vendor, wanted, Tokens.hash(key), by, now));
        audit.record(vendor.value(), AuditAction.KEY_MADE, id);
        log.info("api key {} made for vendor {}", id, vendor);
        return new IssuedApiKey(id, wanted.plainName(), key);
    }

    private static void check(@Nullable Instant end, Instant now) {
        if (end == null) {
            return;
        }
        if (!end.isAfter(now)) {
            throw new InvalidValue("expiresAt", "key.past");
        }
        if (end.isAfter(now.plus(LONGEST_LIFE))) {
            throw new InvalidValue("expiresAt", "key.far");
        }
    }

    /**
     * Ends a key at once, on every node; a repeat changes nothing.
     *
     * @throws NotFound for an unknown or foreign one
     */
    @Transactional
    public void revoke(VendorId vendor, UUID key) {
        if (keys.revoke(vendor.value(), key, DatabaseTime.now(clock)) == 0) {
            throw new NotFound();
        }
        audit.record(vendor.value(), AuditAction.KEY_REVOKED, key);
        log.info("api key {} revoked", key);
    }

    /** Ends every key that this person made, in the transaction that ends the membership. */
    void endOf(VendorId vendor, AccountId creator) {
        var ended = keys.revokeOf(vendor.value(), creator.value(), DatabaseTime.now(clock));
        if (ended > 0) {
            log.info("{} api keys of member {} of vendor {} ended", ended, creator.value(), vendor);
        }
    }

    /** The vendor's keys, the newest first, ended ones last. */
    @Transactional(readOnly = true)
    public List<ApiKeyRow> of(VendorId vendor) {
        var now = DatabaseTime.now(clock);
        var names = new HashMap<AccountId, String>();
        return keys.ofVendor(vendor.value(), now).stream()
                .map(key -> key.row(names.computeIfAbsent(key.createdBy(), this::name), now))
                .toList();
    }

    private String name(AccountId account) {
        return accounts.find(account).map(AccountRow::name).orElse("");
    }

    /** Whose key it is, and that it is used now; empty for anything but a key that works. */
    @Transactional
    public Optional<Holder> use(String key) {
        if (!SHAPE.matcher(key).matches()) {
            return Optional.empty();
        }
        var now = DatabaseTime.now(clock);
        var found = keys.findByKeyHash(Tokens.hash(key))
                .filter(known -> known.isUsable(now))
                .filter(known -> accounts.find(known.createdBy())
                        .filter(AccountRow::active)
                        .isPresent());
        var holder = found.map(ApiKey::holder);
        found.filter(known -> !known.wasUsedSince(now.minus(LAST_USED)))
                .ifPresent(known -> keys.used(known.holder().key(), now, now.minus(LAST_USED)));
        return holder;
    }
}
