package com.partsportal.notification;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Written by {@link NotificationRepository#add} only; a read one stays. */
@Entity
class Notification {

    @Id
    private UUID id;

    private UUID accountId;
    private @Nullable UUID organisationId;

    @Enumerated(EnumType.STRING)
    private NotificationKind kind;

    private UUID subjectId;
    private UUID occasionId;
    private @Nullable UUID actorId;
    private Instant at;
    private @Nullable Instant readAt;

    @SuppressWarnings("NullAway.Init")
    protected Notification() {}
}
