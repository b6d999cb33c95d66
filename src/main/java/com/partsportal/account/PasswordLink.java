package com.partsportal.account;

import com.partsportal.shared.Tokens;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** A mailed link with which the owner of a mailbox sets the password of its account, once. */
@Entity
class PasswordLink implements Persistable<UUID> {

    @Id
    private UUID id;

    private UUID accountId;

    /** Whether it is the first password of staff, not a forgotten one. */
    private boolean first;

    private byte[] tokenHash;
    private byte[] tokenNonce;
    private String tokenKid;
    private Instant createdAt;
    private Instant expiresAt;
    private @Nullable Instant usedAt;

    @SuppressWarnings("NullAway.Init")
    protected PasswordLink() {}

    PasswordLink(UUID id, AccountId account, boolean first, Tokens.Token token, Instant now, Instant expiresAt) {
        this.id = id;
        this.accountId = account.value();
        this.first = first;
        this.tokenHash = token.hash();
        this.tokenNonce = token.nonce();
        this.tokenKid = token.kid();
        this.createdAt = now;
        this.expiresAt = expiresAt;
    }

    @Override
    public UUID getId() {
        return id;
    }

    /** Rows are only ever added through the entity; a link is used by a conditional update. */
    @Override
    public boolean isNew() {
        return true;
    }

    UUID accountId() {
        return accountId;
    }

    boolean isFirst() {
        return first;
    }

    boolean isOpen(Instant now) {
        return usedAt == null && now.isBefore(expiresAt);
    }

    Instant expiresAt() {
        return expiresAt;
    }

    String token(Tokens tokens) {
        return tokens.again(tokenNonce, tokenKid);
    }
}
