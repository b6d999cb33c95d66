package com.partsportal.emailchange;

import com.partsportal.account.AccountId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Work for support that is no request of a customer. A change of it holds its row first. */
@Entity
class SupportCase {

    @Id
    private UUID id;

    @Enumerated(EnumType.STRING)
    private SupportCaseKind kind;

    private @Nullable UUID accountId;
    private @Nullable UUID emailChangeId;
    private @Nullable UUID companyId;
    private @Nullable UUID customerId;

    @Enumerated(EnumType.STRING)
    private State state;

    private Instant openedAt;
    private @Nullable Instant escalatedAt;
    private @Nullable Instant closedAt;
    private @Nullable UUID closedBy;

    @Enumerated(EnumType.STRING)
    private @Nullable SupportCaseOutcome outcome;

    private @Nullable String comment;

    /** Given by the database. */
    @Column(insertable = false, updatable = false)
    private Long number;

    private @Nullable UUID openedBy;
    private @Nullable String report;
    private @Nullable UUID proposedMemberId;
    private @Nullable UUID proposedBy;

    enum State {
        OPEN,
        CLOSED
    }

    @SuppressWarnings("NullAway.Init")
    protected SupportCase() {}

    boolean isOpen() {
        return state == State.OPEN;
    }

    /** @throws IllegalStateException when it is closed */
    void close(AccountId by, SupportCaseOutcome outcome, @Nullable String comment, Instant now) {
        if (!isOpen()) {
            throw new IllegalStateException("support case " + id + " is closed");
        }
        this.state = State.CLOSED;
        this.closedAt = now;
        this.closedBy = by.value();
        this.outcome = outcome;
        this.comment = comment;
    }

    /** One agent wants this member of the company to manage it; in place of an earlier proposal. */
    void propose(UUID member, AccountId by) {
        this.proposedMemberId = member;
        this.proposedBy = by.value();
    }

    /** The proposal was followed, or is out of date. */
    void endProposal() {
        this.proposedMemberId = null;
        this.proposedBy = null;
    }

    SupportCaseView view() {
        return new SupportCaseView(
                new SupportCaseId(id),
                kind,
                accountId == null ? null : new AccountId(accountId),
                emailChangeId == null ? null : new EmailChangeId(emailChangeId),
                companyId,
                customerId,
                isOpen(),
                openedAt,
                closedAt,
                closedBy == null ? null : new AccountId(closedBy),
                outcome,
                comment,
                number,
                openedBy == null ? null : new AccountId(openedBy),
                report,
                proposedMemberId,
                proposedBy == null ? null : new AccountId(proposedBy));
    }
}
