package com.partsportal.invitation;

import com.partsportal.account.AccountId;
import com.partsportal.account.Role;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.Tokens;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One sending of a link to one address. Its end is decided by conditional updates in {@link InvitationRepository}
 * alone, so that of several who would end it exactly one does.
 */
@Entity
class Invitation {

    @Id
    private UUID id;

    @Enumerated(EnumType.STRING)
    private InvitationKind kind;

    private UUID processKey;

    @Nullable
    private UUID vendorId;

    @Nullable
    private UUID customerId;

    @Nullable
    private UUID companyId;

    @Column(updatable = false)
    private String email;

    private String invitedName;

    @Enumerated(EnumType.STRING)
    private Role role;

    @Enumerated(EnumType.STRING)
    private InvitationStatus status;

    @Enumerated(EnumType.STRING)
    private DeliveryState delivery;

    @Column(name = "delivery_words")
    @Nullable
    private String deliveryReason;

    @Nullable
    @Enumerated(EnumType.STRING)
    private DeliveryFailure deliveryFailure;

    private byte[] tokenHash;
    private byte[] tokenNonce;
    private String tokenKid;
    private String language;

    @Nullable
    private String note;

    @Nullable
    private Integer validDays;

    @Nullable
    private UUID invitedBy;

    private boolean bulk;
    private Instant invitedAt;
    private Instant expiresAt;
    private String remindersAt;
    private int remindersSent;
    private boolean remindersStopped;

    @Nullable
    private Instant endedAt;

    @Nullable
    private String endReason;

    /** Whether the invited person is notified of a revocation. */
    private boolean revocationEmail = true;

    @Column(name = "asked_again_at")
    @Nullable
    private Instant newInvitationRequestedAt;

    @Nullable
    private UUID acceptedAccountId;

    @Nullable
    private String acceptedName;

    @Nullable
    private String acceptedPasswordHash;

    @Nullable
    private String acceptedTerms;

    @Nullable
    private UUID acceptedCompanyId;

    /** Null until it is stored. */
    @Version
    @Nullable
    private Integer version;

    protected Invitation() {}

    Invitation(UUID id, UUID processKey, NewInvitation wanted, InvitationDates dates, Instant now, Tokens.Token token) {
        this.id = id;
        this.kind = wanted.scope().kind();
        this.processKey = processKey;
        this.vendorId = wanted.scope().vendorId();
        this.customerId = wanted.scope().customerId();
        this.companyId = wanted.scope().companyId();
        this.email = wanted.invitee().email().value();
        this.invitedName = wanted.invitee().name();
        this.role = wanted.invitee().role();
        this.status = InvitationStatus.PENDING;
        this.delivery = DeliveryState.QUEUED;
        this.tokenHash = token.hash();
        this.tokenNonce = token.nonce();
        this.tokenKid = token.kid();
        this.language = wanted.options().language().toLanguageTag();
        this.note = wanted.options().note();
        this.validDays = wanted.options().validDays();
        this.invitedBy = wanted.invitedBy() == null ? null : wanted.invitedBy().value();
        this.bulk = wanted.bulk();
        this.invitedAt = now;
        this.expiresAt = dates.expiresAt();
        this.remindersAt = text(dates.remindersAt());
    }

    /** Instants as the row keeps them. */
    static String text(List<Instant> moments) {
        return moments.stream().map(Instant::toString).collect(Collectors.joining(","));
    }

    UUID id() {
        return id;
    }

    InvitationDates dates() {
        var reminders = remindersAt.isEmpty()
                ? List.<Instant>of()
                : Arrays.stream(remindersAt.split(",")).map(Instant::parse).toList();
        return new InvitationDates(reminders, expiresAt);
    }

    boolean wantsRevocationEmail() {
        return revocationEmail;
    }

    String token(Tokens tokens) {
        return tokens.again(tokenNonce, tokenKid);
    }

    @Nullable
    AccountId acceptedAccount() {
        return acceptedAccountId == null ? null : new AccountId(acceptedAccountId);
    }

    /** What the person typed is kept no longer than it takes to make the account. */
    void completeAcceptance(AccountId account) {
        acceptedAccountId = account.value();
        acceptedName = null;
        acceptedPasswordHash = null;
    }

    @Nullable
    String acceptedName() {
        return acceptedName;
    }

    @Nullable
    String acceptedPasswordHash() {
        return acceptedPasswordHash;
    }

    @Nullable
    String acceptedTerms() {
        return acceptedTerms;
    }

    @Nullable
    UUID acceptedCompanyId() {
        return acceptedCompanyId;
    }

    @Nullable
    Instant newInvitationRequestedAt() {
        return newInvitationRequestedAt;
    }

    InvitationSnapshot row() {
        return new InvitationSnapshot(
                new InvitationId(id),
                processKey,
                new InvitationScope(kind, vendorId, customerId, companyId),
                new Invitee(new EmailAddress(email), invitedName, role),
                new InvitationOptions(Locale.forLanguageTag(language), validDays, note),
                invitedBy == null ? null : new AccountId(invitedBy),
                invitedAt,
                dates(),
                new InvitationSnapshot.Progress(
                        status,
                        delivery,
                        deliveryFailure,
                        deliveryReason,
                        remindersSent,
                        remindersStopped,
                        endedAt,
                        endReason));
    }
}
