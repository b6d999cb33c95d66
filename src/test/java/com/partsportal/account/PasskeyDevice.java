package com.partsportal.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.partsportal.shared.Ids;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A device with one passkey (ES256), which signs with or without having asked its owner who they are. */
final class PasskeyDevice {

    private static final int PRESENT = 0x01;
    private static final int VERIFIED = 0x04;
    private static final int WITH_CREDENTIAL = 0x40;

    private final String site;
    private final String origin;
    private final byte[] id = new byte[16];
    private final KeyPair keys;

    PasskeyDevice(String site, String origin) throws GeneralSecurityException {
        this.site = site;
        this.origin = origin;
        new SecureRandom().nextBytes(id);
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        this.keys = generator.generateKeyPair();
    }

    /** Its row, as registration would have stored it. */
    void register(JdbcClient jdbc, AccountId account) throws GeneralSecurityException {
        var data = join(
                authenticatorData(PRESENT | VERIFIED | WITH_CREDENTIAL), new byte[16], new byte[] {0, 16}, id, key());
        var attestation = join(
                new byte[] {(byte) 0xa3},
                text("fmt"),
                text("none"),
                text("attStmt"),
                new byte[] {(byte) 0xa0},
                text("authData"),
                new byte[] {0x58, (byte) data.length},
                data);
        jdbc.sql("""
                        insert into passkey (id, account_id, name, credential_id, public_key, signature_count, uv_initialized,
                            backup_eligible, backup_state, transports, attestation_object, created_at)
                        values (?, ?, 'Device', ?, ?, 0, true, false, false, 'internal', ?, ?)""")
                .params(Ids.next(), account.value(), id, key(), attestation, OffsetDateTime.now(ZoneOffset.UTC))
                .update();
    }

    /** What the browser posts when the device signed this challenge. */
    String sign(String challenge, boolean verified) throws GeneralSecurityException {
        var client = """
                {"type":"webauthn.get","challenge":"%s","origin":"%s","crossOrigin":false}""".formatted(challenge, origin).getBytes(UTF_8);
        var data = authenticatorData(verified ? PRESENT | VERIFIED : PRESENT);
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(join(data, sha256(client)));
        return """
                {"id":"%1$s","rawId":"%1$s","type":"public-key","clientExtensionResults":{},"response":{
                "authenticatorData":"%2$s","clientDataJSON":"%3$s","signature":"%4$s"}}""".formatted(base64(id), base64(data), base64(client), base64(signature.sign()));
    }

    private byte[] authenticatorData(int flags) throws GeneralSecurityException {
        return join(sha256(site.getBytes(UTF_8)), new byte[] {(byte) flags}, new byte[4]);
    }

    /** Its public key in COSE. */
    private byte[] key() {
        var point = ((ECPublicKey) keys.getPublic()).getW();
        return join(
                new byte[] {(byte) 0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20},
                coordinate(point.getAffineX().toByteArray()),
                new byte[] {0x22, 0x58, 0x20},
                coordinate(point.getAffineY().toByteArray()));
    }

    private static byte[] coordinate(byte[] number) {
        var bytes = new byte[32];
        var length = Math.min(number.length, bytes.length);
        System.arraycopy(number, number.length - length, bytes, bytes.length - length, length);
        return bytes;
    }

    private static byte[] text(String word) {
        return join(new byte[] {(byte) (0x60 + word.length())}, word.getBytes(UTF_8));
    }

    private static byte[] join(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return ByteBuffer.wrap(all.toByteArray()).array();
    }

    private static byte[] sha256(byte[] bytes) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
