package com.partsportal.emailchange;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * Table {@code email_change}. The conditional updates here decide every race: one row, one winner. All but
 * {@link #expire} want a request that is open and has not lapsed.
 */
interface EmailChangeRepository extends Repository<EmailChange, UUID> {

    Optional<EmailChange> findById(UUID id);

    /** Waits for a transaction that changes it now, and holds it until the end of this one. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from EmailChange c where c.id = :id")
    Optional<EmailChange> lock(UUID id);

    /** The open requests of a login that are shown to its owner, the one that counts first. */
    @Query("""
            select c from EmailChange c
            where c.accountId = :account and c.state = ChangeState.OPEN
              and (c.admitted or c.source = ChangeSource.SIGNED_IN)
            order by c.admitted desc, c.requestedAt desc""")
    List<EmailChange> openOf(UUID account);

    @Query("""
            select c from EmailChange c
            where c.accountId = :account and c.state <> ChangeState.OPEN
              and (c.admitted or c.source = ChangeSource.SIGNED_IN)
            order by c.endedAt desc limit 1""")
    Optional<EmailChange> lastEndedOf(UUID account);

    /** What somebody of support registered for somebody else. */
    @Query("""
            select c from EmailChange c
            where c.requestedBy = :agent and c.source in (ChangeSource.BY_MAIL, ChangeSource.BY_PHONE)
            order by c.requestedAt desc, c.id desc limit 1""")
    Optional<EmailChange> lastRegisteredBy(UUID agent);

    @Query("""
            select count(c) from EmailChange c
            where c.accountId = :account and c.id <> :except and c.requestedAt > :since""")
    int countOf(UUID account, UUID except, Instant since);

    @Query("""
            select count(c) from EmailChange c
            where c.accountId = :account and c.id <> :except and c.requestedAt > :since
              and c.state = ChangeState.DISPUTED""")
    int countDisputed(UUID account, UUID except, Instant since);

    /** Open requests that agents see and that want this address, or are of this login. */
    @Query("""
            select c.id from EmailChange c
            where c.state = ChangeState.OPEN and c.accountId is not null and c.id <> :except
              and (c.newEmail = :email or c.accountId = :account)""")
    List<UUID> concerned(String email, @Nullable UUID account, UUID except);

    /** Open requests that agents see and that want one of these addresses, or are of one of these logins. */
    @Query("""
            select c.id from EmailChange c
            where c.state = ChangeState.OPEN and c.accountId is not null
              and (c.newEmail in :emails or c.accountId in :accounts)""")
    List<UUID> concerned(Collection<String> emails, Collection<UUID> accounts);

    @Query("""
            select count(c) > 0 from EmailChange c
            where c.accountId = :account and c.state = ChangeState.OPEN and c.source = ChangeSource.RESTORE""")
    boolean hasOpenRestore(UUID account);

    @Modifying(flushAutomatically = true)
    @Query("update EmailChange c set c.silentReason = :reason where c.id = :id")
    void recordSilentReason(UUID id, String reason);

    @Modifying(flushAutomatically = true)
    @Query("update EmailChange c set c.expiresAt = :expiresAt where c.id = :id and c.state = ChangeState.OPEN")
    void extend(UUID id, Instant expiresAt);

    /** Only the first one counts. */
    @Modifying(flushAutomatically = true)
    @Query("update EmailChange c set c.oldNotifiedAt = :now where c.id = :id and c.oldNotifiedAt is null")
    void recordNotice(UUID id, Instant now);

    /** Whether another request of this login counts as the open one; of no login none does. */
    @Query("""
            select count(c) > 0 from EmailChange c
            where c.accountId = :account and c.id <> :except and c.state = ChangeState.OPEN and c.admitted""")
    boolean hasAdmitted(@Nullable UUID account, UUID except);

    @Query("""
            select count(c) > 0 from EmailChange c
            where c.newEmail = :email and c.id <> :except and c.state = ChangeState.OPEN and c.admitted""")
    boolean isTargetOfAnother(String email, UUID except);

    /** Admits it to the login when one is given. */
    @Modifying(flushAutomatically = true)
    @Query("""
            update EmailChange c set c.newConfirmedAt = :now, c.accountId = coalesce(c.accountId, :account),
              c.admitted = :admitted
            where c.id = :id and c.state = ChangeState.OPEN and c.expiresAt > :now and c.newConfirmedAt is null""")
    int confirmNew(UUID id, @Nullable UUID account, boolean admitted, Instant now);

    @Modifying(flushAutomatically = true)
    @Query("""
            update EmailChange c set c.oldConfirmedAt = :now,
              c.escalatedAt = case when c.approvedAt is null then c.escalatedAt else null end
            where c.id = :id and c.state = ChangeState.OPEN and c.expiresAt > :now and c.oldConfirmedAt is null""")
    int confirmOld(UUID id, Instant now);

    @Modifying(flushAutomatically = true)
    @Query("""
            update EmailChange c set c.evidenceAt = :now, c.evidenceBy = :by, c.escalatedAt = null
            where c.id = :id and c.state = ChangeState.OPEN and c.expiresAt > :now
              and c.evidenceAt is null and c.approvedAt is not null""")
    int giveEvidence(UUID id, UUID by, Instant now);

    @Modifying(flushAutomatically = true)
    @Query("""
            update EmailChange c set c.approvedAt = :now, c.approvedBy = :by, c.escalatedAt = null
            where c.id = :id and c.state = ChangeState.OPEN and c.expiresAt > :now and c.approvedAt is null""")
    int approve(UUID id, UUID by, Instant now);

    /** Four eyes: never by the agent who approved first. */
    @Modifying(flushAutomatically = true)
    @Query("""
            update EmailChange c set c.secondApprovedAt = :now, c.secondApprovedBy = :by, c.escalatedAt = null
            where c.id = :id and c.state = ChangeState.OPEN and c.expiresAt > :now
              and c.approvedBy is not null and c.approvedBy <> :by and c.secondApprovedAt is null""")
    int approveSecond(UUID id, UUID by, Instant now);

    @Modifying(flushAutomatically = true)
    @Query("""
            update EmailChange c set c.question = :question, c.askedAt = :now, c.answer = null, c.answeredAt = null,
              c.escalatedAt = null
            where c.id = :id and c.state = ChangeState.OPEN and c.expiresAt > :now and c.approvedAt is null""")
    int ask(UUID id, String question, Instant now);

    @Modifying(flushAutomatically = true)
    @Query("""
            update EmailChange c set c.answer = :answer, c.answeredAt = :now
            where c.id = :id and c.state = ChangeState.OPEN and c.expiresAt > :now
              and c.question is not null and c.answeredAt is null""")
    int answer(UUID id, String answer, Instant now);

    /** Since when it is overdue is kept when it is escalated again. */
    @Modifying(flushAutomatically = true)
    @Query("""
            update EmailChange c set c.escalatedAt = coalesce(c.escalatedAt, :now)
            where c.id = :id and c.state = ChangeState.OPEN and c.expiresAt > :now""")
    int escalate(UUID id, Instant now);

    @Modifying(flushAutomatically = true)
    @Query("""
            update EmailChange c set c.remindedAt = :now
            where c.id = :id and c.state = ChangeState.OPEN and c.expiresAt > :now and c.remindedAt is null""")
    int remind(UUID id, Instant now);

    @Modifying(flushAutomatically = true)
    @Query("""
            update EmailChange c set c.state = :end, c.endedAt = :now
            where c.id = :id and c.state = ChangeState.OPEN and c.expiresAt > :now""")
    int end(UUID id, ChangeState end, Instant now);

    /** Ends a lapsed one. */
    @Modifying(flushAutomatically = true)
    @Query("""
            update EmailChange c set c.state = ChangeState.EXPIRED, c.endedAt = :now
            where c.id = :id and c.state = ChangeState.OPEN and c.expiresAt <= :now""")
    int expire(UUID id, Instant now);

    @Modifying(flushAutomatically = true)
    @Query("""
            update EmailChange c set c.coolingOffEndsAt = :until, c.expiresAt = :expiresAt
            where c.id = :id and c.state = ChangeState.OPEN""")
    void coolOff(UUID id, Instant until, Instant expiresAt);

    /** Back to the agent: approvals count no more, proofs of mailboxes and people stay. */
    @Modifying(flushAutomatically = true)
    @Query("""
            update EmailChange c set c.approvedAt = null, c.approvedBy = null, c.secondApprovedAt = null,
              c.secondApprovedBy = null,
              c.coolingOffEndsAt = case when c.evidenceAt is null then null else c.coolingOffEndsAt end
            where c.id = :id and c.state = ChangeState.OPEN""")
    void takeApprovalBack(UUID id);
}
