package com.partsportal.shared;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.github.bucket4j.postgresql.PostgreSQLSelectForUpdateBasedProxyManager;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Counts what may be done only so often, over all nodes. All of it is off with {@code portal.rate-limits.enabled=false}.
 * Every call is a short transaction on a connection of its own, kept whatever the caller's transaction does: call it
 * before one begins. A key may hold an address; it is stored as a digest.
 */
@Component
public class RateLimits {

    private final PostgreSQLSelectForUpdateBasedProxyManager<String> buckets;
    private final boolean enabled;

    RateLimits(DataSource dataSource, Clock clock, @Value("${portal.rate-limits.enabled:true}") boolean enabled) {
        this.buckets = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(dataSource)
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .table("rate_limit")
                .clientClock(new PortalTime(clock))
                .expirationAfterWrite(
                        ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ofMinutes(1)))
                .build();
        this.enabled = enabled;
    }

    /** So many times in a period; what was used comes back evenly over the period. */
    public record Limit(long times, Duration period) {}

    /**
     * Counts one time under this key.
     *
     * @throws TooManyRequests when the limit is reached; answered as 429 with Retry-After
     */
    public void take(String key, Limit limit) {
        if (!enabled) {
            return;
        }
        var probe = bucket(key, limit).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new TooManyRequests(Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    /** Counts one time under this key, or answers false when the limit is reached. */
    public boolean tryTake(String key, Limit limit) {
        return !enabled || bucket(key, limit).tryConsume(1);
    }

    /**
     * Counts nothing: for limits on failures, which are counted by {@link #tryTake} once they happened.
     *
     * @throws TooManyRequests when the limit is reached
     */
    public void check(String key, Limit limit) {
        if (!enabled || buckets.getProxyConfiguration(digest(key)).isEmpty()) {
            return;
        }
        var probe = bucket(key, limit).estimateAbilityToConsume(1);
        if (!probe.canBeConsumed()) {
            throw new TooManyRequests(Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT10M")
    void forgetFullBuckets() {
        buckets.removeExpired(1000);
    }

    private BucketProxy bucket(String key, Limit limit) {
        return buckets.getProxy(
                digest(key),
                () -> BucketConfiguration.builder()
                        .addLimit(bandwidth ->
                                bandwidth.capacity(limit.times()).refillGreedy(limit.times(), limit.period()))
                        .build());
    }

    private static String digest(String key) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The portal's clock, so that limits move with it. */
    private record PortalTime(Clock clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            Instant now = clock.instant();
            return Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), now.getNano());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
