package com.partsportal.account;

import com.nulabinc.zxcvbn.StandardDictionaries;
import com.nulabinc.zxcvbn.Zxcvbn;
import com.partsportal.shared.ClientNetwork;
import com.partsportal.shared.TooManyRequests;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.validation.Errors;

/** The rules of passwords and their slow hash (argon2id). A password is compared in its composed Unicode form. */
@Component
public class Passwords {

    /** The least number of characters. Messages, pages and scripts read it from here. */
    private static final int SHORTEST = 12;

    /** The largest number of characters. Messages and pages read it from here. */
    private static final int LONGEST = 128;

    /** Below this score of zxcvbn a password falls to a million guesses. */
    private static final int LEAST_SCORE = 2;

    /** Estimating is more than linear in the length; what comes after so many characters only makes it stronger. */
    private static final int ESTIMATED = 64;

    /** The name of the limit that is reached when too many passwords wait for being hashed. */
    public static final String BUSY = "password-hashing";

    private final HashingQueue queue;
    private final Argon2PasswordEncoder encoder = new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2);
    private final Zxcvbn zxcvbn = new Zxcvbn();
    private final Set<String> common = commonOnes();

    /** Compared with when a login is unknown, so that it costs the same. */
    private final String nobodysHash = encoder.encode("the password of nobody");

    Passwords(HashingQueue queue) {
        this.queue = queue;
    }

    /**
     * What is wrong with a password, as message keys; empty when it may be used.
     *
     * @param about what the password must not be made of: address, name, company
     */
    List<String> problems(@Nullable String raw, @Nullable String... about) {
        if (raw == null || raw.isEmpty()) {
            return List.of("account.password.missing");
        }
        var composed = composed(raw);
        var length = composed.codePointCount(0, composed.length());
        if (length < SHORTEST) {
            return List.of("account.password.short");
        }
        if (length > LONGEST) {
            return List.of("account.password.long");
        }
        if (isCommon(composed)) {
            return List.of("account.password.common");
        }
        if (score(composed, about) < LEAST_SCORE) {
            return List.of("account.password.guessable");
        }
        return List.of();
    }

    /**
     * Records what is wrong with a password beside the form's field {@code password}.
     *
     * @param about what the password must not be made of: address, name, company
     */
    public void check(Errors errors, @Nullable String raw, @Nullable String... about) {
        problems(raw, about)
                .forEach(problem -> errors.rejectValue("password", problem, new Object[] {SHORTEST, LONGEST}, null));
    }

    /** The least number of characters, for the templates. */
    public int shortest() {
        return SHORTEST;
    }

    /** The largest number of characters, for the templates. */
    public int longest() {
        return LONGEST;
    }

    private int score(String composed, @Nullable String... about) {
        var words = new ArrayList<String>();
        Arrays.stream(about).filter(Objects::nonNull).forEach(text -> {
            words.add(text);
            words.addAll(Arrays.stream(text.split("[^\\p{L}\\p{N}]+"))
                    .filter(word -> word.length() > 2)
                    .toList());
        });
        var start = composed.length() > ESTIMATED ? composed.substring(0, ESTIMATED) : composed;
        return zxcvbn.measure(start, words).getScore();
    }

    /**
     * The hash to store. Slow, and bounded: never call it inside a transaction, it refuses to.
     *
     * @throws TooManyRequests when too many wait, of this client or of all
     */
    public String hash(String raw) {
        try (var attempt = begin()) {
            return attempt.hash(raw);
        }
    }

    /**
     * Takes a place in the queue of password hashing for the client of the current request; close it after use. Call it
     * before anything else is done, so that a refused client costs next to nothing.
     *
     * @throws TooManyRequests at once when too many wait, of this client or of all
     */
    public Attempt begin() {
        return new Attempt(queue.enter(ClientNetwork.currentCounted()));
    }

    /**
     * Whether {@link #begin} would refuse this client now.
     *
     * @param client as {@link ClientNetwork#counted} has it
     */
    public boolean isBusy(String client) {
        return queue.isFull(client);
    }

    /** A place in the queue of password hashing. */
    public final class Attempt implements AutoCloseable {

        private final HashingQueue.Place place;

        private Attempt(HashingQueue.Place place) {
            this.place = place;
        }

        private String hash(String raw) {
            return hash(() -> encoder.encode(composed(raw)));
        }

        /**
         * Whether this is the password that was hashed. Slow: never call it inside a transaction, it refuses to.
         *
         * @param hash null for a login that is unknown or has no password: false, after the same time
         * @throws TooManyRequests when no core became free in time
         */
        public boolean matches(String raw, @Nullable String hash) {
            return hash(() -> {
                var tooLong = raw.length() > 2 * LONGEST;
                var right = encoder.matches(tooLong ? "" : composed(raw), hash == null ? nobodysHash : hash);
                return right && hash != null && !tooLong;
            });
        }

        private <T> T hash(Supplier<T> work) {
            if (TransactionSynchronizationManager.isActualTransactionActive()) {
                throw new IllegalStateException("A password is hashed while no database connection is held");
            }
            return place.hash(work);
        }

        /** Gives the place back. */
        @Override
        public void close() {
            place.close();
        }
    }

    /** Also with other case, with a few digits or signs behind, or said twice. */
    private boolean isCommon(String composed) {
        var lower = composed.toLowerCase(Locale.ROOT);
        var bare = lower.replaceFirst("[^\\p{L}]{1,6}$", "");
        var half = lower.substring(0, lower.length() / 2);
        return common.contains(lower) || common.contains(bare) || (common.contains(half) && lower.equals(half + half));
    }

    private static String composed(String raw) {
        return Normalizer.normalize(raw, Normalizer.Form.NFC);
    }

    private static Set<String> commonOnes() {
        var all = new HashSet<String>();
        try (var own = new BufferedReader(new InputStreamReader(
                new ClassPathResource("account/common-passwords.txt").getInputStream(), StandardCharsets.UTF_8))) {
            own.lines().filter(line -> !line.isBlank()).forEach(all::add);
            all.addAll(StandardDictionaries.PASSWORDS_LOADER.load().getFrequencies());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Set.copyOf(all);
    }
}
