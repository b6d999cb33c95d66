package com.partsportal.invitation;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.UUID;
import org.hibernate.Hibernate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads an invitation as it is in the database now, past what this transaction read before a conditional update. */
@Component
@Transactional
class InvitationReader {

    private final EntityManager entities;

    InvitationReader(EntityManager entities) {
        this.entities = entities;
    }

    Invitation now(UUID id) {
        return fresh(id, LockModeType.NONE);
    }

    /** Waits for a transaction that is ending it, and keeps it from ending until this transaction is over. */
    Invitation held(UUID id) {
        return fresh(id, LockModeType.PESSIMISTIC_READ);
    }

    private Invitation fresh(UUID id, LockModeType lock) {
        var known = entities.getReference(Invitation.class, id);
        if (Hibernate.isInitialized(known)) {
            entities.refresh(known, lock);
            return known;
        }
        var found = entities.find(Invitation.class, id, lock);
        if (found == null) {
            throw new IllegalStateException("there is no invitation " + id);
        }
        return Hibernate.unproxy(found, Invitation.class);
    }
}
