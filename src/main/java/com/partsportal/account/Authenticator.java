package com.partsportal.account;

import com.partsportal.shared.SecretCipher.Encrypted;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An authenticator app of a login. It counts once it was confirmed with a code. */
@Entity
class Authenticator {

    @Id
    private UUID id;

    private UUID accountId;
    private byte[] secret;
    private String secretKid;
    private Instant createdAt;
    private @Nullable Instant confirmedAt;

    /** The time step of the last code that was accepted. */
    private long lastStep;

    @SuppressWarnings("NullAway.Init")
    protected Authenticator() {}

    Authenticator(UUID id, AccountId account, Encrypted secret, Instant now) {
        this.id = id;
        this.accountId = account.value();
        this.secret = secret.bytes();
        this.secretKid = secret.kid();
        this.createdAt = now;
    }

    UUID id() {
        return id;
    }

    Encrypted secret() {
        return new Encrypted(secretKid, secret);
    }

    Instant createdAt() {
        return createdAt;
    }

    @Nullable
    Instant confirmedAt() {
        return confirmedAt;
    }

    long lastStep() {
        return lastStep;
    }

    /** @param step of the code that confirmed it, which counts no second time */
    void confirm(long step, Instant now) {
        if (confirmedAt != null) {
            throw new IllegalStateException("confirmed before");
        }
        confirmedAt = now;
        lastStep = step;
    }
}
