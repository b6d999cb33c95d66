package com.partsportal.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.partsportal.shared.SecretCipher.Encrypted;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SecretCipherTests {

    private static final byte[] SECRET = "a secret of twenty b".getBytes(StandardCharsets.UTF_8);

    private final SecretCipher cipher = new SecretCipher(new Tokens("one:" + key('1')));

    @Test
    void decryptsWhatItEncrypted() {
        var encrypted = cipher.encrypt(SECRET, "owner");

        assertThat(encrypted.kid()).isEqualTo("one");
        assertThat(cipher.decrypt(encrypted, "owner")).isEqualTo(SECRET);
        assertThat(cipher.encrypt(SECRET, "owner").bytes())
                .as("another nonce each time")
                .isNotEqualTo(encrypted.bytes());
    }

    @Test
    void isBoundToItsOwnerAndUnchanged() {
        var encrypted = cipher.encrypt(SECRET, "owner");
        var changed = encrypted.bytes().clone();
        changed[changed.length - 1] ^= 1;

        assertThatThrownBy(() -> cipher.decrypt(encrypted, "another")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> cipher.decrypt(new Encrypted("one", changed), "owner"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anOlderKeyStillDecrypts() {
        var old = cipher.encrypt(SECRET, "owner");
        var rotated = new SecretCipher(new Tokens("two:" + key('2') + ",one:" + key('1')));

        assertThat(rotated.decrypt(old, "owner")).isEqualTo(SECRET);
        assertThat(rotated.isNewest("one")).isFalse();
        assertThat(rotated.encrypt(SECRET, "owner").kid()).isEqualTo("two");
        var without = new SecretCipher(new Tokens("two:" + key('2')));
        assertThatThrownBy(() -> without.decrypt(old, "owner"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("one");
    }

    private static String key(char of) {
        return Base64.getEncoder().encodeToString(String.valueOf(of).repeat(32).getBytes(StandardCharsets.UTF_8));
    }
}
