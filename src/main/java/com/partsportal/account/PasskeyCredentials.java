package com.partsportal.account;

import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.Ids;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.stereotype.Component;

/** The passkeys of logins for Spring Security, which knows a login by the 16 bytes of its account's id. */
@Component
class PasskeyCredentials implements UserCredentialRepository {

    private final PasskeyRepository passkeys;
    private final Clock clock;

    PasskeyCredentials(PasskeyRepository passkeys, Clock clock) {
        this.passkeys = passkeys;
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

    /** Stores a new passkey, or that a known one was used just now. */
    @Override
    public void save(CredentialRecord passkey) {
        passkeys.save(
                Ids.next(),
                account(passkey.getUserEntityUserId()).value(),
                passkey.getLabel(),
                passkey.getCredentialId().getBytes(),
                passkey.getPublicKey().getBytes(),
                passkey.getSignatureCount(),
                passkey.isUvInitialized(),
                passkey.isBackupEligible(),
                passkey.isBackupState(),
                passkey.getTransports().stream()
                        .map(AuthenticatorTransport::getValue)
                        .sorted()
                        .collect(Collectors.joining(",")),
                passkey.getAttestationObject().getBytes(),
                DatabaseTime.now(clock));
    }

    @Override
    public void delete(Bytes credential) {
        passkeys.removeCredential(credential.getBytes());
    }

    @Override
    public @Nullable CredentialRecord findByCredentialId(Bytes credential) {
        return find(credential).orElse(null);
    }

    Optional<CredentialRecord> find(Bytes credential) {
        return passkeys.findByCredential(credential.getBytes()).map(Passkey::credential);
    }

    @Override
    public List<CredentialRecord> findByUserId(Bytes handle) {
        return passkeys.of(account(handle).value()).stream()
                .map(Passkey::credential)
                .toList();
    }
}
