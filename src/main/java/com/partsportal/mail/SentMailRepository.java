package com.partsportal.mail;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Table {@code sent_mail}. The conditional updates here decide which of several senders sends. */
interface SentMailRepository extends Repository<SentMail, UUID> {

    Optional<SentMail> findById(UUID id);

    Optional<SentMail> findByMailKey(String mailKey);

    /**
     * Writes a row unless there is one with this key, and returns the number of new rows. The conflict names no index: key
     * and Message-ID are both unique, and with one of them named two senders can lock each other out (40P01).
     */
    @Modifying
    @Query("""
            insert into SentMail (id, mailKey, kind, recipient, invitationId, vendorId, accountId, language, messageId,
                state, createdAt, claimedAt, attempts)
            values (:id, :mailKey, :kind, :recipient, :invitationId, :vendorId, :accountId, :language, :messageId,
                State.QUEUED, :now, :claimedAt, :attempts)
            on conflict do nothing""")
    int add(
            UUID id,
            String mailKey,
            String kind,
            String recipient,
            @Nullable UUID invitationId,
            @Nullable UUID vendorId,
            @Nullable UUID accountId,
            String language,
            String messageId,
            Instant now,
            @Nullable Instant claimedAt,
            int attempts);

    /** Takes a waiting mail for one sender, also from one whose claim is older than {@code expired}. */
    @Modifying
    @Query("""
            update SentMail m set m.claimedAt = :now, m.attempts = m.attempts + 1
            where m.id = :id and m.state = State.QUEUED and (m.claimedAt is null or m.claimedAt <= :expired)""")
    int claim(UUID id, Instant now, Instant expired);

    /** Gives the claim of this moment back. */
    @Modifying
    @Query(
            "update SentMail m set m.claimedAt = null where m.id = :id and m.state = State.QUEUED and m.claimedAt = :claimedAt")
    void release(UUID id, Instant claimedAt);

    @Modifying
    @Query("update SentMail m set m.state = State.SENT, m.sentAt = :now where m.id = :id and m.state <> State.SENT")
    void markSent(UUID id, Instant now);

    @Modifying
    @Query(
            "update SentMail m set m.state = State.FAILED, m.refusal = :reason where m.id = :id and m.state = State.QUEUED")
    void markRefused(UUID id, String reason);

    /** Until the end of the transaction no other one that calls this for the same address goes on. */
    @Query(
            value = "select 1 from pg_advisory_xact_lock(hashtextextended('mail to ' || :recipient, 0))",
            nativeQuery = true)
    int awaitTurn(String recipient);

    @Query("""
            select count(m) from SentMail m
            where m.recipient = :recipient and m.claimedAt > :since and m.state <> State.FAILED and m.mailKey <> :except
              and m.kind in :kinds""")
    long countSince(String recipient, Instant since, String except, Collection<String> kinds);

    /** Of a mail that the server took. */
    @Modifying
    @Query("""
            update SentMail m set m.bouncedAt = :now, m.bounceReason = :reason
            where m.id = :id and m.state = State.SENT and m.bouncedAt is null""")
    int markBounced(UUID id, Instant now, String reason);

    @Modifying
    @Query("update SentMail m set m.delayedAt = :now where m.id = :id and m.state = State.SENT and m.bouncedAt is null")
    int markDelayed(UUID id, Instant now);
}
