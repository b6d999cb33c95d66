package com.partsportal.shared;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Secret tokens of links. A token is HMAC-SHA-256 (RFC 2104) of a random nonce under a key that is not in the
 * database, so that the same mail can be written again after a crash with the same link while no table holds the
 * token: the row keeps the nonce, the key's id and the token's SHA-256.
 */
@Component
public class Tokens {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final int NONCE_BYTES = 32;

    private final Map<String, SecretKeySpec> keys;
    private final String newest;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param keys {@code kid:base64}, several separated by commas, the newest first; each at least 32 bytes
     * @throws IllegalStateException when there is none or one cannot be read; the message names the environment variable
     */
    Tokens(@Value("${portal.token-keys:}") String keys) {
        this.keys = parse(keys);
        this.newest = this.keys.keySet().iterator().next();
    }

    private static Map<String, SecretKeySpec> parse(String text) {
        var keys = new LinkedHashMap<String, SecretKeySpec>();
        for (var entry : text.split(",")) {
            if (entry.isBlank()) {
                continue;
            }
            var colon = entry.indexOf(':');
            if (colon < 1) {
                throw new BadSetting("PORTAL_TOKEN_KEYS: each entry must read kid:base64");
            }
            byte[] bytes;
            try {
                bytes = Base64.getDecoder().decode(entry.substring(colon + 1).trim());
            } catch (IllegalArgumentException notBase64) {
                throw new BadSetting("PORTAL_TOKEN_KEYS: a key is not base64");
            }
            if (bytes.length < 32) {
                throw new BadSetting("PORTAL_TOKEN_KEYS: a key needs at least 32 bytes");
            }
            keys.put(entry.substring(0, colon).trim(), new SecretKeySpec(bytes, "HmacSHA256"));
        }
        if (keys.isEmpty()) {
            throw new BadSetting(
                    "PORTAL_TOKEN_KEYS is missing: set it to kid:base64 with at least 32 random bytes, the same on every node");
        }
        return keys;
    }

    /**
     * A link's secret and what its row keeps of it.
     *
     * @param value 43 URL-safe characters, 256 bits; is in the email and nowhere else
     */
    public record Token(String value, byte[] nonce, String kid, byte[] hash) {

        @Override
        public String toString() {
            return "Token[kid=" + kid + "]";
        }
    }

    /** A new token under the newest key. */
    public Token issue() {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        var value = derive(nonce, newest);
        return new Token(value, nonce, newest, hash(value));
    }

    /**
     * The token that was issued with this nonce.
     *
     * @throws IllegalStateException when the key is not configured any more
     */
    public String again(byte[] nonce, String kid) {
        return derive(nonce, kid);
    }

    /** The ids of the configured keys. */
    public Set<String> keyIds() {
        return keys.keySet();
    }

    /** Whether this can be a token at all. */
    public static boolean isWellFormed(String value) {
        return SHAPE.matcher(value).matches();
    }

    /** What a row keeps of a token: its SHA-256. */
    public static byte[] hash(String value) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    String newestKeyId() {
        return newest;
    }

    /** @throws IllegalStateException when the key is not configured any more */
    SecretKeySpec key(String kid) {
        var key = keys.get(kid);
        if (key == null) {
            throw new IllegalStateException("PORTAL_TOKEN_KEYS has no key " + kid);
        }
        return key;
    }

    private String derive(byte[] nonce, String kid) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key(kid));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(nonce));
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
