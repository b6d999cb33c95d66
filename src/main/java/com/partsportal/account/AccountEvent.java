package com.partsportal.account;

import com.partsportal.shared.AppendOnlyRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that happened to a login, see {@link AccountEvents}. */
@Entity
class AccountEvent extends AppendOnlyRow {

    private UUID accountId;

    @Enumerated(EnumType.STRING)
    private AccountEvents.Type type;

    private @Nullable UUID passkeyId;

    @Column(name = "before")
    private @Nullable String versionBefore;

    @Column(name = "after")
    private @Nullable String versionAfter;

    private @Nullable String fromNetwork;

    private @Nullable UUID byAccount;

    @SuppressWarnings("NullAway.Init")
    protected AccountEvent() {}

    private AccountEvent(AccountId account, AccountEvents.Type type, @Nullable String network, Instant at) {
        super(at);
        this.accountId = account.value();
        this.type = type;
        this.fromNetwork = network;
    }

    /** @param network of the person who did it; null: the portal did it by itself */
    static AccountEvent of(AccountId account, AccountEvents.Type type, @Nullable String network, Instant at) {
        return new AccountEvent(account, type, network, at);
    }

    AccountEvent about(UUID passkey) {
        passkeyId = passkey;
        return this;
    }

    /** From this version of the terms, if any, to that one. */
    AccountEvent terms(@Nullable String before, String after) {
        versionBefore = before;
        versionAfter = after;
        return this;
    }

    AccountEvent by(AccountId other) {
        byAccount = other.value();
        return this;
    }
}
