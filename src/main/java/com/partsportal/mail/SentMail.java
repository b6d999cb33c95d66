package com.partsportal.mail;

import com.partsportal.shared.EmailAddress;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the ledger: an email that was meant to go out. Its sender and its result are decided only by the
 * conditional updates in {@link SentMailRepository}.
 */
@Entity
class SentMail {

    @Id
    private UUID id;

    private String mailKey;
    private String kind;
    private String recipient;

    @Nullable
    private UUID invitationId;

    @Nullable
    private UUID vendorId;

    @Nullable
    private UUID accountId;

    private String language;
    private String messageId;

    @Enumerated(EnumType.STRING)
    private State state;

    private int attempts;

    @Nullable
    private Instant claimedAt;

    @Nullable
    private Instant sentAt;

    @Nullable
    private String refusal;

    /** When a notification said that it is late. */
    @Nullable
    private Instant delayedAt;

    /** When a notification said that it could not be delivered, and the reason that it gave. */
    @Nullable
    private Instant bouncedAt;

    @Column(name = "bounce_words")
    @Nullable
    private String bounceReason;

    private Instant createdAt;

    /** How far it is. */
    enum State {
        QUEUED,
        SENT,
        /** The server refused the address for good. */
        FAILED
    }

    protected SentMail() {}

    UUID id() {
        return id;
    }

    State state() {
        return state;
    }

    /** Whether a sender claimed it after this moment. */
    boolean isHeldSince(Instant moment) {
        return claimedAt != null && claimedAt.isAfter(moment);
    }

    String messageId() {
        return messageId;
    }

    QueuedMail row() {
        return new QueuedMail(
                id,
                MailKind.of(kind),
                mailKey,
                new EmailAddress(recipient),
                Locale.forLanguageTag(language),
                invitationId,
                vendorId,
                accountId);
    }
}
