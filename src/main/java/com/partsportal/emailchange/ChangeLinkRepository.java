package com.partsportal.emailchange;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Table {@code email_change_link}. */
interface ChangeLinkRepository extends Repository<ChangeLink, UUID> {

    Optional<ChangeLink> findById(UUID id);

    @Query("select l from ChangeLink l where l.tokenHash = :tokenHash")
    Optional<ChangeLink> findByTokenHash(byte[] tokenHash);

    @Query("select l from ChangeLink l where l.emailChangeId = :change and l.kind = :kind and l.recipient = :recipient")
    Optional<ChangeLink> find(UUID change, ChangeLink.Kind kind, String recipient);

    /** Stores a link unless this mailbox has one of this kind. */
    @Modifying(flushAutomatically = true)
    @Query("""
            insert into ChangeLink (id, emailChangeId, kind, accountId, recipient, tokenHash, tokenNonce, tokenKid,
                createdAt, expiresAt)
            values (:id, :change, :kind, :account, :recipient, :hash, :nonce, :kid, :now, :expiresAt)
            on conflict (emailChangeId, kind, recipient) do nothing""")
    void add(
            UUID id,
            UUID change,
            ChangeLink.Kind kind,
            @Nullable UUID account,
            String recipient,
            byte[] hash,
            byte[] nonce,
            String kid,
            Instant now,
            @Nullable Instant expiresAt);

    /** Of several that use it at once one gets 1. */
    @Modifying(flushAutomatically = true)
    @Query("""
            update ChangeLink l set l.usedAt = :now
            where l.id = :id and l.kind = Kind.UNDO and l.usedAt is null and l.expiresAt > :now""")
    int useUndo(UUID id, Instant now);
}
