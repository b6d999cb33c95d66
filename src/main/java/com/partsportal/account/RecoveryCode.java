package com.partsportal.account;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A code on paper that replaces a lost device once; kept as its hash. Rows are used by a conditional update. */
@Entity
class RecoveryCode {

    @Id
    private UUID id;

    private UUID accountId;
    private byte[] codeHash;
    private Instant createdAt;
    private @Nullable Instant usedAt;

    @SuppressWarnings("NullAway.Init")
    protected RecoveryCode() {}

    RecoveryCode(UUID id, AccountId account, byte[] codeHash, Instant now) {
        this.id = id;
        this.accountId = account.value();
        this.codeHash = codeHash;
        this.createdAt = now;
    }
}
