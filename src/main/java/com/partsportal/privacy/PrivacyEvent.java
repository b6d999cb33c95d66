package com.partsportal.privacy;

import com.partsportal.shared.AppendOnlyRow;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was done with what is kept of a person: the address itself is not kept, only its keyed hash. */
@Entity
class PrivacyEvent extends AppendOnlyRow {

    @Enumerated(EnumType.STRING)
    private Type type;

    private byte[] addressHash;

    private @Nullable UUID accountId;

    private @Nullable UUID byAccount;

    /** What it was. */
    enum Type {
        EXPORTED,
        ERASED
    }

    @SuppressWarnings("NullAway.Init")
    protected PrivacyEvent() {}

    PrivacyEvent(Instant at, Type type, byte[] addressHash, @Nullable UUID accountId, @Nullable UUID byAccount) {
        super(at);
        this.type = type;
        this.addressHash = addressHash;
        this.accountId = accountId;
        this.byAccount = byAccount;
    }
}
