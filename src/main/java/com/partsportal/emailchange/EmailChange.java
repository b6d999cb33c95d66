package com.partsportal.emailchange;

import com.partsportal.account.AccountId;
import com.partsportal.shared.EmailAddress;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request to change the address of a login. After it is stored it changes by the conditional updates of
 * {@link EmailChangeRepository} alone, so that of several who would answer, decide or end it exactly one does.
 */
@Entity
class EmailChange {

    @Id
    private UUID id;

    private @Nullable UUID accountId;
    private String currentEmail;
    private String newEmail;
    private String reason;

    @Enumerated(EnumType.STRING)
    private ChangeSource source;

    private @Nullable UUID requestedBy;
    private String language;

    @Enumerated(EnumType.STRING)
    private ChangeState state;

    private boolean admitted;
    private Instant requestedAt;
    private Instant expiresAt;
    private Instant remindAt;
    private @Nullable Instant remindedAt;
    private @Nullable Instant newConfirmedAt;
    private @Nullable Instant oldConfirmedAt;
    private @Nullable Instant evidenceAt;
    private @Nullable UUID evidenceBy;
    private @Nullable Instant approvedAt;
    private @Nullable UUID approvedBy;
    private @Nullable Instant secondApprovedAt;
    private @Nullable UUID secondApprovedBy;
    private @Nullable Instant coolingOffEndsAt;
    private @Nullable String question;
    private @Nullable Instant askedAt;
    private @Nullable String answer;
    private @Nullable Instant answeredAt;
    private @Nullable Instant escalatedAt;
    private @Nullable Instant endedAt;

    /** Given by the database. */
    @Column(insertable = false, updatable = false)
    private @Nullable Long number;

    private @Nullable String requestedFrom;
    private @Nullable Instant oldNotifiedAt;
    private @Nullable Instant delayedAt;
    private @Nullable String silentReason;

    @SuppressWarnings("NullAway.Init")
    protected EmailChange() {}

    /** A new one. @param account whose login it is; null: not proven @param from the client's network, if any */
    EmailChange(
            EmailChangeId id,
            @Nullable AccountId account,
            NewEmailChange wanted,
            Locale language,
            @Nullable String from,
            Instant now,
            Instant remindAt,
            Instant expiresAt) {
        this.id = id.value();
        this.accountId = account == null ? null : account.value();
        this.currentEmail = wanted.current().value();
        this.newEmail = wanted.requested().value();
        this.reason = wanted.reason();
        this.source = wanted.source();
        this.requestedBy = wanted.by() == null ? null : wanted.by().value();
        this.language = language.toLanguageTag();
        this.requestedFrom = from;
        this.state = ChangeState.OPEN;
        this.requestedAt = now;
        this.remindAt = remindAt;
        this.expiresAt = expiresAt;
    }

    /** The row as it is now. */
    ChangeCase snapshot() {
        return new ChangeCase(
                new EmailChangeId(id),
                account(accountId),
                new EmailAddress(currentEmail),
                new EmailAddress(newEmail),
                reason,
                source,
                account(requestedBy),
                Locale.forLanguageTag(language),
                state,
                admitted,
                requestedAt,
                expiresAt,
                remindAt,
                newConfirmedAt,
                oldConfirmedAt,
                evidenceAt,
                approvedAt,
                account(approvedBy),
                secondApprovedAt,
                coolingOffEndsAt,
                question,
                askedAt,
                answer,
                answeredAt,
                endedAt,
                Objects.requireNonNull(number),
                requestedFrom,
                oldNotifiedAt,
                silentReason);
    }

    private static @Nullable AccountId account(@Nullable UUID id) {
        return id == null ? null : new AccountId(id);
    }
}
