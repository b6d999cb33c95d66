package com.partsportal.account;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;

/** A passkey of a login. Rows are written by the statements of {@link PasskeyRepository}. */
@Entity
class Passkey {

    @Id
    private UUID id;

    private UUID accountId;
    private String name;
    private byte[] credentialId;
    private byte[] publicKey;
    private long signatureCount;
    private boolean uvInitialized;
    private boolean backupEligible;
    private boolean backupState;

    /** As the device names them, separated by commas. */
    private String transports;

    private byte[] attestationObject;
    private Instant createdAt;
    private @Nullable Instant lastUsedAt;

    @SuppressWarnings("NullAway.Init")
    protected Passkey() {}

    PasskeyView view() {
        return new PasskeyView(id, name, createdAt, lastUsedAt);
    }

    /** As Spring Security checks a signature against it. */
    CredentialRecord credential() {
        return ImmutableCredentialRecord.builder()
                .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
                .credentialId(new Bytes(credentialId))
                .userEntityUserId(PasskeyCredentials.handle(new AccountId(accountId)))
                .publicKey(new ImmutablePublicKeyCose(publicKey))
                .signatureCount(signatureCount)
                .uvInitialized(uvInitialized)
                .backupEligible(backupEligible)
                .backupState(backupState)
                .transports(transports())
                .attestationObject(new Bytes(attestationObject))
                .label(name)
                .build();
    }

    private Set<AuthenticatorTransport> transports() {
        return Arrays.stream(transports.split(","))
                .filter(word -> !word.isEmpty())
                .map(AuthenticatorTransport::valueOf)
                .collect(Collectors.toUnmodifiableSet());
    }
}
