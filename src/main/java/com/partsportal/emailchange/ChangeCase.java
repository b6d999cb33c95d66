package com.partsportal.emailchange;

import com.partsportal.account.AccountId;
import com.partsportal.shared.EmailAddress;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A request as its row is at one moment.
 *
 * @param account whose login it is; null: not proven, or nobody's
 * @param admitted counts as the open request of its login
 * @param number that people say on the phone
 * @param requestedFrom the network of the client that asked for it by a page
 * @param silentReason why nobody can answer at the old address, as the first agent says
 * @param coolingOffEndsAt from when it may be applied without the old mailbox's yes
 */
public record ChangeCase(
        EmailChangeId id,
        @Nullable AccountId account,
        EmailAddress current,
        EmailAddress requested,
        String reason,
        ChangeSource source,
        @Nullable AccountId requestedBy,
        Locale language,
        ChangeState state,
        boolean admitted,
        Instant requestedAt,
        Instant expiresAt,
        Instant remindAt,
        @Nullable Instant newConfirmedAt,
        @Nullable Instant oldConfirmedAt,
        @Nullable Instant evidenceAt,
        @Nullable Instant approvedAt,
        @Nullable AccountId approvedBy,
        @Nullable Instant secondApprovedAt,
        @Nullable Instant coolingOffEndsAt,
        @Nullable String question,
        @Nullable Instant askedAt,
        @Nullable String answer,
        @Nullable Instant answeredAt,
        @Nullable Instant endedAt,
        long number,
        @Nullable String requestedFrom,
        @Nullable Instant oldNotifiedAt,
        @Nullable String silentReason) {

    /** What a request still lacks before it may be applied, the old address first. */
    public enum Missing {
        APPROVAL,
        OLD_ADDRESS,
        NEW_ADDRESS,
        NOTHING
    }

    /** What is still missing before the change can be applied. */
    public Missing missing(Instant now) {
        if (approvedAt == null) {
            return Missing.APPROVAL;
        }
        var waited = coolingOffEndsAt != null && !now.isBefore(coolingOffEndsAt);
        if (oldConfirmedAt == null && !waited) {
            return Missing.OLD_ADDRESS;
        }
        return newConfirmedAt == null || !admitted ? Missing.NEW_ADDRESS : Missing.NOTHING;
    }

    /** Whether it can still be decided: it has neither ended nor expired. */
    public boolean isOpen(Instant now) {
        return state == ChangeState.OPEN && now.isBefore(expiresAt);
    }

    /** An agent's question waits for its answer. */
    public boolean hasOpenQuestion() {
        return question != null && answeredAt == null;
    }

    /** Whether the login's owner requested it while signed in. */
    public boolean isSignedIn() {
        return source == ChangeSource.SIGNED_IN;
    }

    /** Gives a former address back: asked for by support, for a login that may be somebody else's. */
    public boolean isRestore() {
        return source == ChangeSource.RESTORE;
    }

    /**
     * The requester must not learn from support's emails whether somebody has the current address: it was asked for by somebody
     * signed out, and the old mailbox has not answered.
     */
    public boolean isLoginHidden() {
        return !isLoginKnown() && oldConfirmedAt == null;
    }

    /** The login was known from the beginning, so nothing has to be hidden behind the link. */
    public boolean isLoginKnown() {
        return isSignedIn() || isRestore();
    }
}
