package com.partsportal.audit;

import com.partsportal.shared.AppendOnlyRow;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the audit: ids and codes, names are joined when it is read. */
@Entity
class AuditEntry extends AppendOnlyRow {

    private @Nullable UUID vendorId;

    @Enumerated(EnumType.STRING)
    private AuditAction action;

    @Enumerated(EnumType.STRING)
    private ActorKind actorKind;

    private @Nullable UUID actorId;

    private @Nullable UUID subjectId;

    private @Nullable String before;

    private @Nullable String after;

    private @Nullable String fromNetwork;

    /** Who acted. */
    enum ActorKind {
        PERSON,
        /** An API key. */
        KEY,
        STAFF,
        /** The portal itself, or a command on the operator's machine. */
        PORTAL
    }

    @SuppressWarnings("NullAway.Init")
    protected AuditEntry() {}

    AuditEntry(
            Instant at,
            @Nullable UUID vendorId,
            AuditAction action,
            Actor actor,
            @Nullable UUID subjectId,
            @Nullable String before,
            @Nullable String after) {
        super(at);
        this.vendorId = vendorId;
        this.action = action;
        this.actorKind = actor.kind();
        this.actorId = actor.id();
        this.subjectId = subjectId;
        this.before = before;
        this.after = after;
        this.fromNetwork = actor.network();
    }

    /**
     * Who acts.
     *
     * @param id of the login or of the API key; null for the portal
     * @param network see {@link com.partsportal.shared.ClientNetwork}
     */
    record Actor(
            ActorKind kind, @Nullable UUID id, @Nullable String network) {}
}
