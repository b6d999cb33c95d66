package com.partsportal.account;

import com.nulabinc.zxcvbn.StandardDictionaries;
import com.nulabinc.zxcvbn.Zxcvbn;
import com.partsportal.shared.TooManyRequests;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The rules of passwords and their slow hash (argon2id). A password is compared in its composed Unicode form. */
@Component
public class Passwords {

    /** The least number of characters. */
    public static final int SHORTEST = 12;

    /** The largest number of characters. */
    public static final int LONGEST = 128;

    /** Below this score of zxcvbn a password falls to a million guesses. */
    private static final int LEAST_SCORE = 2;

    /** Estimating is more than linear in the length; what comes after so many characters only makes it stronger. */
    private static final int ESTIMATED = 64;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final Argon2PasswordEncoder encoder = new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2);
    private final Semaphore cores = new Semaphore(Runtime.getRuntime().availableProcessors(), true);
    private final Zxcvbn zxcvbn = new Zxcvbn();
    private final Set<String> common = commonOnes();

    /** Compared with when a login is unknown, so that it costs the same. */
    private final String nobodysHash = encoder.encode("the password of nobody");

    /**
     * What is wrong with a password, as message keys; empty when it may be used.
     *
     * @param about what the password must not be made of: address, name, company
     */
    public List<String> problems(@Nullable String raw, @Nullable String... about) {
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
     * The hash to store. Slow, and only as many at once as there are cores: never call it inside a transaction, it
     * refuses to.
     *
     * @throws TooManyRequests when so many are waiting that it would take too long
     */
    public String hash(String raw) {
        return onACore(() -> encoder.encode(composed(raw)));
    }

    /**
     * Whether this is the password that was hashed. As slow as {@link #hash}, under the same rules.
     *
     * @param hash null for a login that is unknown or has no password: false, after the same time
     */
    public boolean matches(String raw, @Nullable String hash) {
        return matches(raw, hash, () -> {});
    }

    /**
     * @param first runs when a core is free, before hashing; what it throws is thrown on: room for a limit that is not
     *     to be overrun by calls that come at once
     */
    public boolean matches(String raw, @Nullable String hash, Runnable first) {
        return onACore(() -> {
            first.run();
            var tooLong = raw.length() > 2 * LONGEST;
            var right = encoder.matches(tooLong ? "" : composed(raw), hash == null ? nobodysHash : hash);
            return right && hash != null && !tooLong;
        });
    }

    private <T> T onACore(Supplier<T> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("A password is hashed while no database connection is held");
        }
        try {
            if (!cores.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new TooManyRequests(LONGEST_WAIT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TooManyRequests(LONGEST_WAIT);
        }
        try {
            return work.get();
        } finally {
            cores.release();
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
