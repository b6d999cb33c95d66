package com.partsportal.testing;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.time.Clock;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;

/** A person's authenticator app, set up with the key that a page shows. */
public final class AuthenticatorApp {

    private static final Pattern SECRET = Pattern.compile("class=\"secret\"[^>]*>([A-Z2-7 ]+)<");
    private static final TimeBasedOneTimePasswordGenerator GENERATOR = new TimeBasedOneTimePasswordGenerator();

    private final byte[] secret;
    private final Clock clock;

    private AuthenticatorApp(byte[] secret, Clock clock) {
        this.secret = secret;
        this.clock = clock;
    }

    /** Reads the key off the page. */
    public static AuthenticatorApp scan(String page, Clock clock) {
        var found = SECRET.matcher(page);
        if (!found.find()) {
            throw new AssertionError("no key on the page:\n" + page);
        }
        return new AuthenticatorApp(new Base32().decode(found.group(1).replace(" ", "")), clock);
    }

    /** What the app shows now. */
    public String code() {
        try {
            return GENERATOR.generateOneTimePasswordString(
                    new SecretKeySpec(secret, GENERATOR.getAlgorithm()), clock.instant());
        } catch (InvalidKeyException impossible) {
            throw new AssertionError(impossible);
        }
    }

    public byte[] secret() {
        return secret.clone();
    }
}
