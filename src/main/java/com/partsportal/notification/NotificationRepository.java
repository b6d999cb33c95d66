package com.partsportal.notification;

import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface NotificationRepository extends Repository<Notification, UUID> {

    /** A repeat for the same occasion does nothing. */
    @Modifying
    @Query(nativeQuery = true, value = """
            insert into notification (id, account_id, organisation_id, kind, subject_id, occasion_id, actor_id, at)
            values (:id, :account, :organisation, :kind, :subject, :occasion, :actor, :at)
            on conflict (account_id, kind, occasion_id) do nothing""")
    void add(
            UUID id,
            UUID account,
            @Nullable UUID organisation,
            String kind,
            UUID subject,
            UUID occasion,
            @Nullable UUID actor,
            Instant at);

    /** Those who have not read it need not look any more. */
    @Modifying
    @Query(
            "update Notification n set n.readAt = :now where n.subjectId = :subject and n.kind in :kinds and n.readAt is null")
    void complete(UUID subject, Collection<NotificationKind> kinds, Instant now);

    @Modifying
    @Query("update Notification n set n.readAt = coalesce(n.readAt, :now) where n.id = :id and n.accountId = :account"
            + " and (n.organisationId is null or n.organisationId = :organisation)")
    int read(UUID id, UUID account, @Nullable UUID organisation, Instant now);

    @Modifying
    @Query("update Notification n set n.readAt = :now where n.accountId = :account and n.readAt is null"
            + " and (n.organisationId is null or n.organisationId = :organisation)")
    int readAll(UUID account, @Nullable UUID organisation, Instant now);
}
