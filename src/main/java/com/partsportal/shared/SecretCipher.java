package com.partsportal.shared;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Encrypts secrets that a table has to keep: AES-256-GCM (NIST SP 800-38D) under keys derived from those of {@link Tokens} by
 * HKDF-Expand (RFC 5869), so that a copy of the database alone reveals none of them. The row keeps the key's id.
 */
@Component
public class SecretCipher {

    private static final byte[] PURPOSE = "parts-portal secret cipher 1".getBytes(StandardCharsets.UTF_8);
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Tokens tokens;
    private final SecureRandom random = new SecureRandom();

    SecretCipher(Tokens tokens) {
        this.tokens = tokens;
    }

    /**
     * A secret as a row keeps it.
     *
     * @param kid id of the key in {@code PORTAL_TOKEN_KEYS}
     * @param bytes nonce, ciphertext and tag
     */
    public record Encrypted(String kid, byte[] bytes) {

        @Override
        public String toString() {
            return "Encrypted[kid=" + kid + "]";
        }
    }

    /**
     * Encrypts under the newest key.
     *
     * @param owner whose secret it is; decrypting for another owner fails, so that rows cannot be swapped
     */
    public Encrypted encrypt(byte[] secret, String owner) {
        var kid = tokens.newestKeyId();
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, kid, nonce, owner).doFinal(secret);
            return new Encrypted(
                    kid,
                    ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                            .put(nonce)
                            .put(sealed)
                            .array());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * @throws IllegalStateException when the key is not configured any more, or the bytes are not this owner's
     */
    public byte[] decrypt(Encrypted secret, String owner) {
        var nonce = Arrays.copyOf(secret.bytes(), NONCE_BYTES);
        try {
            return cipher(Cipher.DECRYPT_MODE, secret.kid(), nonce, owner)
                    .doFinal(secret.bytes(), NONCE_BYTES, secret.bytes().length - NONCE_BYTES);
        } catch (GeneralSecurityException changed) {
            throw new IllegalStateException("A secret cannot be decrypted", changed);
        }
    }

    /** Whether it would be encrypted under this key today. */
    public boolean isNewest(String kid) {
        return kid.equals(tokens.newestKeyId());
    }

    private Cipher cipher(int mode, String kid, byte[] nonce, String owner) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(tokens.key(kid));
        mac.update(PURPOSE);
        mac.update((byte) 1);
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(mac.doFinal(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
