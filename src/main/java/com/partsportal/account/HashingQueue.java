package com.partsportal.account;

import com.partsportal.shared.Limits;
import com.partsportal.shared.TooManyRequests;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Bounds the work of hashing passwords on this node: as many at once as there are cores, a few that wait for a core and
 * not for long, and of all places at most half for one client. Who finds no place is refused at once, before anything is
 * read or hashed, so that the threads of requests are never used up by those that wait here.
 */
@Component
class HashingQueue {

    /** When a refused client may try again: a place becomes free several times a second. */
    private static final Duration SOON = Duration.ofSeconds(1);

    /** Without limits, for load tests: half of the threads that serve requests. */
    private static final int UNLIMITED_PLACES = 100;

    private static final Duration UNLIMITED_WAIT = Duration.ofSeconds(30);

    private final Semaphore cores;
    private final Semaphore places;
    private final int placesOfClient;
    private final Duration longestWait;
    private final ConcurrentHashMap<String, Integer> taken = new ConcurrentHashMap<>();

    @Autowired
    HashingQueue(Limits limits) {
        this(
                cores(),
                limits.enabled() ? cores() * limits.hashingQueue() : UNLIMITED_PLACES - cores(),
                limits.enabled() ? Math.max(1, cores() * (1 + limits.hashingQueue()) / 2) : Integer.MAX_VALUE,
                limits.enabled() ? limits.hashingWait() : UNLIMITED_WAIT);
    }

    /**
     * A queue with these bounds.
     *
     * @param cores how many may hash at once
     * @param waiting how many may wait besides
     * @param placesOfClient how many of both one client may have
     */
    HashingQueue(int cores, int waiting, int placesOfClient, Duration longestWait) {
        this.cores = new Semaphore(cores, true);
        this.places = new Semaphore(cores + waiting);
        this.placesOfClient = placesOfClient;
        this.longestWait = longestWait;
    }

    private static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    /**
     * Takes a place, to be closed after use.
     *
     * @param client null for what the portal hashes by itself
     * @throws TooManyRequests at once when none is free for this client
     */
    Place enter(@Nullable String client) {
        if (client != null && !admits(client)) {
            throw new TooManyRequests(Passwords.BUSY, SOON);
        }
        if (!places.tryAcquire()) {
            leave(client);
            throw new TooManyRequests(Passwords.BUSY, SOON);
        }
        return new Place(client);
    }

    /** Whether {@link #enter} would refuse this client now. */
    boolean isFull(String client) {
        return places.availablePermits() == 0 || taken.getOrDefault(client, 0) >= placesOfClient;
    }

    private boolean admits(String client) {
        var admitted = new boolean[1];
        taken.compute(client, (key, count) -> {
            var before = count == null ? 0 : count;
            admitted[0] = before < placesOfClient;
            return admitted[0] ? Integer.valueOf(before + 1) : count;
        });
        return admitted[0];
    }

    private void leave(@Nullable String client) {
        if (client != null) {
            taken.computeIfPresent(client, (key, count) -> count == 1 ? null : count - 1);
        }
    }

    /** A place in the queue. */
    final class Place implements AutoCloseable {

        private final @Nullable String client;

        private Place(@Nullable String client) {
            this.client = client;
        }

        /**
         * Does slow work as soon as a core is free.
         *
         * @throws TooManyRequests when none became free in time
         */
        <T> T hash(Supplier<T> work) {
            try {
                if (!cores.tryAcquire(longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new TooManyRequests(Passwords.BUSY, SOON);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TooManyRequests(Passwords.BUSY, SOON);
            }
            try {
                return work.get();
            } finally {
                cores.release();
            }
        }

        /** Gives the place back. */
        @Override
        public void close() {
            places.release();
            leave(client);
        }
    }
}
