package com.partsportal.emailchange;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Table {@code support_case}. */
interface SupportCaseRepository extends Repository<SupportCase, UUID> {

    Optional<SupportCase> findById(UUID id);

    /** Waits for a transaction that changes it now, and holds it until the end of this one. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from SupportCase c where c.id = :id")
    Optional<SupportCase> lock(UUID id);

    /** Answers 1, or 0 when there is an open one of the same concern. */
    @Modifying(flushAutomatically = true)
    @Query("""
            insert into SupportCase (id, kind, accountId, emailChangeId, companyId, customerId, state, openedAt, openedBy,
                report)
            values (:id, :kind, :account, :change, :company, :customer, State.OPEN, :now, :by, :report)
            on conflict do nothing""")
    int open(
            UUID id,
            SupportCaseKind kind,
            @Nullable UUID account,
            @Nullable UUID change,
            @Nullable UUID company,
            @Nullable UUID customer,
            Instant now,
            @Nullable UUID by,
            @Nullable String report);

    /** The number that the database gave it. */
    @Query("select c.number from SupportCase c where c.id = :id")
    long number(UUID id);

    /** Whether support looks into a possible takeover of this login now; of no login it does not. */
    @Query("""
            select count(c) > 0 from SupportCase c
            where c.accountId = :account and c.kind = SupportCaseKind.POSSIBLE_TAKEOVER and c.state = State.OPEN""")
    boolean isUnderReview(@Nullable UUID account);

    @Modifying(flushAutomatically = true)
    @Query("""
            update SupportCase c set c.escalatedAt = coalesce(c.escalatedAt, :now)
            where c.id = :id and c.state = State.OPEN""")
    int escalate(UUID id, Instant now);
}
