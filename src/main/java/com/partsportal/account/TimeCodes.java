package com.partsportal.account;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes of authenticator apps: TOTP (RFC 6238) with what every app knows, SHA-1, six digits and 30 seconds. A code of the step
 * before or after counts as well, since clocks differ.
 */
final class TimeCodes {

    /** In seconds. */
    static final int STEP = 30;

    static final int DIGITS = 6;

    private static final int SECRET_BYTES = 20;
    private static final Pattern CODE = Pattern.compile("\\d{" + DIGITS + "}");
    private static final TimeBasedOneTimePasswordGenerator GENERATOR = new TimeBasedOneTimePasswordGenerator();
    private static final SecureRandom RANDOM = new SecureRandom();

    private TimeCodes() {}

    static byte[] newSecret() {
        var secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return secret;
    }

    /** Whether this can be a code of an app at all. */
    static boolean isCode(String typed) {
        return CODE.matcher(typed).matches();
    }

    /**
     * The step of the code; empty when it is not the code of a step that counts now and is newer than the last one.
     *
     * @param lastStep of the code that was accepted last
     */
    static OptionalLong step(byte[] secret, String typed, Instant now, long lastStep) {
        if (!isCode(typed)) {
            return OptionalLong.empty();
        }
        var present = now.getEpochSecond() / STEP;
        for (var step = present - 1; step <= present + 1; step++) {
            if (step > lastStep && isEqual(typed, at(secret, step))) {
                return OptionalLong.of(step);
            }
        }
        return OptionalLong.empty();
    }

    static String at(byte[] secret, long step) {
        try {
            return GENERATOR.generateOneTimePasswordString(
                    new SecretKeySpec(secret, GENERATOR.getAlgorithm()), Instant.ofEpochSecond(step * STEP));
        } catch (InvalidKeyException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** In the same time whatever differs. */
    private static boolean isEqual(String typed, String code) {
        return MessageDigest.isEqual(
                typed.getBytes(StandardCharsets.US_ASCII), code.getBytes(StandardCharsets.US_ASCII));
    }
}
