package com.partsportal.emailchange;

import com.partsportal.account.AccountId;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.Tokens;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A link of a request, for one mailbox. Rows are written by the statements of {@link ChangeLinkRepository}. */
@Entity
@Table(name = "email_change_link")
class ChangeLink {

    @Id
    private UUID id;

    private UUID emailChangeId;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    private @Nullable UUID accountId;
    private String recipient;
    private byte[] tokenHash;
    private byte[] tokenNonce;
    private String tokenKid;
    private Instant createdAt;
    private @Nullable Instant expiresAt;
    private @Nullable Instant usedAt;

    enum Kind {
        /** To the new address: proves it, and shows the requester the state of the request. */
        NEW,
        /** To the old address: yes, or that it was somebody else. */
        OLD,
        /** To another manager of the company. */
        EVIDENCE,
        /** To the old address, after the change. */
        UNDO
    }

    @SuppressWarnings("NullAway.Init")
    protected ChangeLink() {}

    UUID id() {
        return id;
    }

    EmailChangeId change() {
        return new EmailChangeId(emailChangeId);
    }

    Kind kind() {
        return kind;
    }

    /** Whose mailbox it is; null: the new address. */
    @Nullable
    AccountId account() {
        return accountId == null ? null : new AccountId(accountId);
    }

    EmailAddress recipient() {
        return new EmailAddress(recipient);
    }

    @Nullable
    Instant expiresAt() {
        return expiresAt;
    }

    @Nullable
    Instant usedAt() {
        return usedAt;
    }

    String token(Tokens tokens) {
        return tokens.again(tokenNonce, tokenKid);
    }
}
