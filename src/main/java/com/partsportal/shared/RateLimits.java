package com.partsportal.shared;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Counts what may be done only so often, over all nodes. All of it is off with {@link Limits#enabled()}.
 * Every call is a short transaction on a connection of its own, kept whatever the caller's transaction does: call it
 * before one begins. A key begins with the limit's name and a colon; it may hold an address and is stored as a digest.
 *
 * <p>A client that sends many requests at once takes one connection of this node for each key, not one for each request,
 * and once it is refused it is refused without the database for a second: so it slows nobody else.
 */
@Component
public class RateLimits {

    /** For how long a refusal is repeated without the database. */
    private static final Duration REPEATED = Duration.ofSeconds(1);

    /** The longest wait for the requests before with the same key. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final PostgreSQLSelectForUpdateBasedProxyManager<String> buckets;
    private final Clock clock;
    private final boolean enabled;
    private final Cache<String, Refusal> refusals =
            Caffeine.newBuilder().maximumSize(10_000).build();
    private final List<ReentrantLock> locks =
            Stream.generate(() -> new ReentrantLock(true)).limit(256).toList();

    RateLimits(DataSource dataSource, Clock clock, Limits limits) {
        this.buckets = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(dataSource)
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .table("rate_limit")
                .clientClock(new PortalTime(clock))
                .expirationAfterWrite(
                        ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ofMinutes(1)))
                .build();
        this.clock = clock;
        this.enabled = limits.enabled();
    }

    /**
     * Counts one time under this key.
     *
     * @throws TooManyRequests when the limit is reached; answered as 429 with Retry-After
     */
    public void take(String key, Limit limit) {
        if (!enabled) {
            return;
        }
        throwAgain(key);
        var probe = inTurn(key, () -> bucket(key, limit).tryConsumeAndReturnRemaining(1));
        if (!probe.isConsumed()) {
            throw refusal(key, probe.getNanosToWaitForRefill());
        }
    }

    /** Counts one time under this key, or answers false when the limit is reached. */
    public boolean tryTake(String key, Limit limit) {
        return !enabled || inTurn(key, () -> bucket(key, limit).tryConsume(1));
    }

    /**
     * Counts nothing: for limits on failures, which are counted by {@link #tryTake} once they happened.
     *
     * @throws TooManyRequests when the limit is reached
     */
    public void check(String key, Limit limit) {
        if (!enabled) {
            return;
        }
        throwAgain(key);
        if (!isStored(key)) {
            return;
        }
        var probe = inTurn(key, () -> bucket(key, limit).estimateAbilityToConsume(1));
        if (!probe.canBeConsumed()) {
            throw refusal(key, probe.getNanosToWaitForRefill());
        }
    }

    /** Takes back one time that was counted, because it turned out as one that does not count. */
    public void refund(String key, Limit limit) {
        if (enabled) {
            bucket(key, limit).addTokens(1);
            refusals.invalidate(digest(key));
        }
    }

    /** Whether the next {@link #take} would fail; counts nothing. */
    public boolean isReached(String key, Limit limit) {
        return enabled && isStored(key) && inTurn(key, () -> bucket(key, limit).getAvailableTokens()) < 1;
    }

    /** Whether anything was counted under this key within the limit's period; counts nothing. */
    public boolean isCounted(String key, Limit limit) {
        return enabled && isStored(key) && inTurn(key, () -> bucket(key, limit).getAvailableTokens()) < limit.times();
    }

    /**
     * Counts one time under this key, after a wait when the limit is reached.
     *
     * @throws TooManyRequests at once when the wait would be longer than this
     */
    public void takeWithin(Duration longest, String key, Limit limit) {
        if (!enabled) {
            return;
        }
        try {
            if (bucket(key, limit).asBlocking().tryConsume(1, longest)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new TooManyRequests(name(key), longest);
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT10M")
    void forgetFullBuckets() {
        buckets.removeExpired(1000);
    }

    /** A refusal that was found in the database. */
    private record Refusal(Instant repeatedUntil, Instant retryAt) {}

    private TooManyRequests refusal(String key, long nanosToWait) {
        var now = clock.instant();
        var wait = Duration.ofNanos(nanosToWait);
        var retryAt = now.plus(wait);
        refusals.put(digest(key), new Refusal(now.plus(wait.compareTo(REPEATED) < 0 ? wait : REPEATED), retryAt));
        return new TooManyRequests(name(key), wait);
    }

    private void throwAgain(String key) {
        var known = refusals.getIfPresent(digest(key));
        var now = clock.instant();
        if (known != null && now.isBefore(known.repeatedUntil)) {
            throw new TooManyRequests(name(key), Duration.between(now, known.retryAt));
        }
    }

    /** Reads without a lock. */
    private boolean isStored(String key) {
        return inTurn(key, () -> buckets.getProxyConfiguration(digest(key))).isPresent();
    }

    /** One after the other on this node: those that wait hold no connection. */
    private <T> T inTurn(String key, Supplier<T> work) {
        var lock = locks.get(Math.floorMod(key.hashCode(), locks.size()));
        try {
            if (!lock.tryLock(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new TooManyRequests(name(key), REPEATED);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TooManyRequests(name(key), REPEATED);
        }
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private BucketProxy bucket(String key, Limit limit) {
        return buckets.getProxy(
                digest(key),
                () -> BucketConfiguration.builder()
                        .addLimit(bandwidth ->
                                bandwidth.capacity(limit.times()).refillGreedy(limit.times(), limit.period()))
                        .build());
    }

    private static String name(String key) {
        return key.substring(0, key.indexOf(':'));
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
