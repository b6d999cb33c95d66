package com.partsportal.emailchange;

import com.partsportal.account.AccountId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One line of a request's record. */
@Entity
@Table(name = "email_change_event")
class ChangeEvent extends RecordedEvent {

    private UUID emailChangeId;

    @Enumerated(EnumType.STRING)
    private Type type;

    /** What happened. */
    enum Type {
        REQUESTED,
        NEW_CONFIRMED,
        OLD_CONFIRMED,
        DISPUTED,
        /** Another manager of the company says that nobody there asked for it. */
        DENIED_BY_MANAGER,
        /** With a dispute of a request made signed in: sessions, password and second factors of the login. */
        LOGIN_LOCKED,
        ASKED,
        ANSWERED,
        APPROVED,
        REJECTED,
        SECOND_APPROVED,
        SECOND_REJECTED,
        EVIDENCE_GIVEN,
        /** The first agent says why nobody can answer at the old address. */
        OLD_ADDRESS_SILENT,
        COOLING_OFF,
        ESCALATED,
        REMINDED,
        TAKEN,
        APPLIED,
        CANCELLED,
        EXPIRED,
        LOGIN_STOPPED
    }

    @SuppressWarnings("NullAway.Init")
    protected ChangeEvent() {}

    ChangeEvent(EmailChangeId change, Instant at, Type type, @Nullable AccountId actor, @Nullable String comment) {
        super(at, actor, comment);
        this.emailChangeId = change.value();
        this.type = type;
    }

    Type type() {
        return type;
    }
}
