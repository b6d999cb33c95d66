package com.partsportal.emailchange;

import com.partsportal.account.AccountId;
import com.partsportal.shared.Ids;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** What is common to the lines of records, which are kept for good: their tables refuse updates and deletions. */
@MappedSuperclass
abstract class RecordedEvent implements Persistable<UUID> {

    @Id
    private UUID id;

    private Instant at;
    private @Nullable UUID actorId;
    private @Nullable String comment;

    @Transient
    private boolean stored;

    @SuppressWarnings("NullAway.Init")
    protected RecordedEvent() {}

    RecordedEvent(Instant at, @Nullable AccountId actor, @Nullable String comment) {
        this.id = Ids.next();
        this.at = at;
        this.actorId = actor == null ? null : actor.value();
        this.comment = comment;
    }

    @Override
    public UUID getId() {
        return id;
    }

    @Override
    public boolean isNew() {
        return !stored;
    }

    @PostLoad
    @PostPersist
    void markStored() {
        stored = true;
    }

    Instant at() {
        return at;
    }

    /** Who did it; null: the portal, or somebody signed out. */
    @Nullable
    AccountId actor() {
        return actorId == null ? null : new AccountId(actorId);
    }

    @Nullable
    String comment() {
        return comment;
    }
}
