package com.partsportal.account;

import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.Ids;
import com.partsportal.shared.Tokens;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Recovery codes of logins: shown once, kept as hashes, each good for one sign-in. */
@Component
class RecoveryCodes {

    private static final int CODES = 8;
    private static final int GROUPS = 5;
    private static final int GROUP_LENGTH = 5;

    /** Five bits each: base32 of RFC 4648, in lower case. */
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    private static final Pattern SHAPE = Pattern.compile("[a-z2-7]{" + GROUPS * GROUP_LENGTH + "}");

    private final RecoveryCodeRepository codes;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    RecoveryCodes(RecoveryCodeRepository codes, Clock clock) {
        this.codes = codes;
        this.clock = clock;
    }

    int left(AccountId account) {
        return codes.countUnused(account.value());
    }

    /** New ones in place of all earlier ones, in the caller's transaction. */
    List<String> renew(AccountId account) {
        var now = DatabaseTime.now(clock);
        var made = IntStream.range(0, CODES).mapToObj(number -> make()).toList();
        codes.deleteAll(account.value());
        codes.saveAll(made.stream()
                .map(code -> new RecoveryCode(Ids.next(), account, hash(code), now))
                .toList());
        return made;
    }

    /** Uses one up, in the caller's transaction; whether it was one. */
    boolean use(AccountId account, String typed) {
        return isCode(typed) && codes.use(account.value(), hash(typed), DatabaseTime.now(clock)) == 1;
    }

    void removeAll(AccountId account) {
        codes.deleteAll(account.value());
    }

    /** Whether this can be one at all. */
    static boolean isCode(String typed) {
        return SHAPE.matcher(bare(typed)).matches();
    }

    private String make() {
        return IntStream.range(0, GROUPS)
                .mapToObj(group -> random.ints(GROUP_LENGTH, 0, ALPHABET.length())
                        .mapToObj(index -> String.valueOf(ALPHABET.charAt(index)))
                        .collect(Collectors.joining()))
                .collect(Collectors.joining("-"));
    }

    private static byte[] hash(String code) {
        return Tokens.hash(bare(code));
    }

    private static String bare(String typed) {
        return typed.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
    }
}
