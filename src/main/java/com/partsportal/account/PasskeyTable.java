package com.partsportal.account;

import com.partsportal.shared.Ids;
import com.partsportal.shared.Times;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.stereotype.Component;

/** The passkeys of logins. Spring Security knows a login by the 16 bytes of its account's id. */
@Component
class PasskeyTable implements UserCredentialRepository {

    private final JdbcClient jdbc;
    private final Clock clock;

    PasskeyTable(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    static Bytes handle(AccountId account) {
        var id = account.value();
        return new Bytes(ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array());
    }

    static AccountId account(Bytes handle) {
        var bytes = ByteBuffer.wrap(handle.getBytes());
        return new AccountId(new UUID(bytes.getLong(), bytes.getLong()));
    }

    /** Oldest first. */
    List<Passkey> of(AccountId account) {
        return jdbc.sql(
                        "select id, name, created_at, last_used_at from passkey where account_id = :account order by id")
                .param("account", account.value())
                .query((row, number) -> {
                    var used = row.getTimestamp("last_used_at");
                    return new Passkey(
                            row.getObject("id", UUID.class),
                            row.getString("name"),
                            row.getTimestamp("created_at").toInstant(),
                            used == null ? null : used.toInstant());
                })
                .list();
    }

    /** @return whether this account has such a passkey of another name */
    boolean rename(AccountId account, UUID id, String name) {
        return jdbc.sql("update passkey set name = :name where id = :id and account_id = :account and name <> :name")
                        .param("name", name)
                        .param("id", id)
                        .param("account", account.value())
                        .update()
                == 1;
    }

    /** @return whether this account had such a passkey */
    boolean remove(AccountId account, UUID id) {
        return jdbc.sql("delete from passkey where id = :id and account_id = :account")
                        .param("id", id)
                        .param("account", account.value())
                        .update()
                == 1;
    }

    void removeAll(AccountId account) {
        jdbc.sql("delete from passkey where account_id = :account")
                .param("account", account.value())
                .update();
    }

    /** Stores a new passkey, or that a known one was used just now. */
    @Override
    public void save(CredentialRecord passkey) {
        jdbc.sql("""
                        insert into passkey (id, account_id, name, credential_id, public_key, signature_count, uv_initialized,
                            backup_eligible, backup_state, transports, attestation_object, created_at)
                        values (:id, :account, :name, :credential, :key, :count, :verified, :eligible, :backedUp, :transports,
                            :attestation, :now)
                        on conflict (credential_id) do update
                            set signature_count = excluded.signature_count, backup_state = excluded.backup_state, last_used_at = :now""")
                .param("id", Ids.next())
                .param("account", account(passkey.getUserEntityUserId()).value())
                .param("name", passkey.getLabel())
                .param("credential", passkey.getCredentialId().getBytes())
                .param("key", passkey.getPublicKey().getBytes())
                .param("count", passkey.getSignatureCount())
                .param("verified", passkey.isUvInitialized())
                .param("eligible", passkey.isBackupEligible())
                .param("backedUp", passkey.isBackupState())
                .param(
                        "transports",
                        passkey.getTransports().stream()
                                .map(AuthenticatorTransport::getValue)
                                .sorted()
                                .collect(Collectors.joining(",")))
                .param("attestation", passkey.getAttestationObject().getBytes())
                .param("now", Timestamp.from(Times.now(clock)))
                .update();
    }

    @Override
    public void delete(Bytes credential) {
        jdbc.sql("delete from passkey where credential_id = :credential")
                .param("credential", credential.getBytes())
                .update();
    }

    @Override
    public @Nullable CredentialRecord findByCredentialId(Bytes credential) {
        return find(credential).orElse(null);
    }

    Optional<CredentialRecord> find(Bytes credential) {
        return jdbc.sql("select * from passkey where credential_id = :credential")
                .param("credential", credential.getBytes())
                .query(PasskeyTable::row)
                .optional();
    }

    @Override
    public List<CredentialRecord> findByUserId(Bytes handle) {
        return jdbc.sql("select * from passkey where account_id = :account order by id")
                .param("account", account(handle).value())
                .query(PasskeyTable::row)
                .list();
    }

    private static CredentialRecord row(ResultSet row, int number) throws SQLException {
        return ImmutableCredentialRecord.builder()
                .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
                .credentialId(new Bytes(row.getBytes("credential_id")))
                .userEntityUserId(handle(new AccountId(row.getObject("account_id", UUID.class))))
                .publicKey(new ImmutablePublicKeyCose(row.getBytes("public_key")))
                .signatureCount(row.getLong("signature_count"))
                .uvInitialized(row.getBoolean("uv_initialized"))
                .backupEligible(row.getBoolean("backup_eligible"))
                .backupState(row.getBoolean("backup_state"))
                .transports(transports(row.getString("transports")))
                .attestationObject(new Bytes(row.getBytes("attestation_object")))
                .label(row.getString("name"))
                .build();
    }

    private static Set<AuthenticatorTransport> transports(String text) {
        return Arrays.stream(text.split(","))
                .filter(word -> !word.isEmpty())
                .map(AuthenticatorTransport::valueOf)
                .collect(Collectors.toUnmodifiableSet());
    }
}
