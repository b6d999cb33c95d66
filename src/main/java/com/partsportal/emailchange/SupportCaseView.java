package com.partsportal.emailchange;

import com.partsportal.account.AccountId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A support case as its row is at one moment.
 *
 * @param change the request that it is about, if any
 * @param number that people say on the phone
 * @param openedBy the agent who opened it by hand
 * @param report what was reported to that agent
 * @param proposedMember whom one agent wants to make Manager of the company, until another agent agrees
 */
public record SupportCaseView(
        SupportCaseId id,
        SupportCaseKind kind,
        @Nullable AccountId account,
        @Nullable EmailChangeId change,
        @Nullable UUID companyId,
        @Nullable UUID customerId,
        boolean open,
        Instant openedAt,
        @Nullable Instant closedAt,
        @Nullable AccountId closedBy,
        @Nullable SupportCaseOutcome outcome,
        @Nullable String comment,
        long number,
        @Nullable AccountId openedBy,
        @Nullable String report,
        @Nullable UUID proposedMember,
        @Nullable AccountId proposedBy) {}
