package com.partsportal.vendor;

import com.partsportal.account.AccountId;
import com.partsportal.shared.Ids;
import com.partsportal.shared.NotFound;
import com.partsportal.shared.Refused;
import com.partsportal.shared.Times;
import com.partsportal.shared.Tokens;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The door of a vendor's keys for the REST API. A key is known by its SHA-256 only; revoked ones stay, since what they did names them. */
@Service
public class ApiKeys {

    private static final Logger log = LoggerFactory.getLogger(ApiKeys.class);
    private static final Pattern SHAPE = Pattern.compile("pp_[A-Za-z0-9_-]{43}");
    private static final int MOST = 100;

    /** How exactly it is told when a key was used last. */
    private static final Duration LAST_USED = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    ApiKeys(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Whose key it is. */
    public record Holder(UUID key, String name, VendorId vendor, String vendorName) {}

    /**
     * Makes a key.
     *
     * @throws Refused {@code too-many-keys} when the vendor has a hundred that work
     */
    @Transactional
    public IssuedApiKey issue(VendorId vendor, NewApiKey wanted, AccountId by) {
        if (of(vendor).stream().filter(key -> key.revokedAt() == null).count() >= MOST) {
            throw new Refused("too-many-keys");
        }
        var bytes = new byte[32];
        random.nextBytes(bytes);
        var key = "pp_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var id = Ids.next();
        var name = wanted.name().strip();
        jdbc.sql("""
                        insert into api_key (id, vendor_id, name, key_hash, created_at, created_by)
                        values (:id, :vendor, :name, :hash, :now, :by)""")
                .param("id", id)
                .param("vendor", vendor.value())
                .param("name", name)
                .param("hash", Tokens.hash(key))
                .param("now", Timestamp.from(Times.now(clock)))
                .param("by", by.value())
                .update();
        log.info("api key {} made for vendor {}", id, vendor);
        return new IssuedApiKey(id, name, key);
    }

    /**
     * Ends a key at once, on every node; a repeat changes nothing.
     *
     * @throws NotFound for an unknown or foreign one
     */
    @Transactional
    public void revoke(VendorId vendor, UUID key) {
        var changed = jdbc.sql("""
                        update api_key set revoked_at = coalesce(revoked_at, :now)
                        where id = :id and vendor_id = :vendor""")
                .param("now", Timestamp.from(Times.now(clock)))
                .param("id", key)
                .param("vendor", vendor.value())
                .update();
        if (changed == 0) {
            throw new NotFound();
        }
        log.info("api key {} revoked", key);
    }

    /** The vendor's keys, the newest first, revoked ones last. */
    public List<ApiKeyRow> of(VendorId vendor) {
        return jdbc.sql("""
                        select k.id, k.name, a.name as created_by, k.created_at, k.last_used_at, k.revoked_at
                        from api_key k join account a on a.id = k.created_by
                        where k.vendor_id = :vendor
                        order by k.revoked_at is not null, k.created_at desc, k.id""")
                .param("vendor", vendor.value())
                .query((row, number) -> new ApiKeyRow(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getString("created_by"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        instant(row.getObject("last_used_at", OffsetDateTime.class)),
                        instant(row.getObject("revoked_at", OffsetDateTime.class))))
                .list();
    }

    /** Whose key it is, and that it is used now; empty for anything but a key that works. */
    public Optional<Holder> use(String key) {
        if (!SHAPE.matcher(key).matches()) {
            return Optional.empty();
        }
        var now = Times.now(clock);
        var hash = Tokens.hash(key);
        var holder = jdbc.sql("""
                        select k.id, k.name, v.id as vendor, v.name as vendor_name
                        from api_key k join vendor v on v.id = k.vendor_id
                        where k.key_hash = :hash and k.revoked_at is null""")
                .param("hash", hash)
                .query((row, number) -> new Holder(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        new VendorId(row.getObject("vendor", UUID.class)),
                        row.getString("vendor_name")))
                .optional();
        holder.ifPresent(known -> jdbc.sql("""
                        update api_key set last_used_at = :now
                        where id = :id and (last_used_at is null or last_used_at < :before)""")
                .param("now", Timestamp.from(now))
                .param("before", Timestamp.from(now.minus(LAST_USED)))
                .param("id", known.key())
                .update());
        return holder;
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
