package com.partsportal.emailchange;

import com.partsportal.account.AccountId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One line of a support case's record. */
@Entity
class SupportCaseEvent extends RecordedEvent {

    private UUID supportCaseId;

    @Enumerated(EnumType.STRING)
    private Type type;

    /** What was done. */
    enum Type {
        OPENED,
        ESCALATED,
        LOGIN_STOPPED,
        SESSIONS_ENDED,
        NEW_PASSWORD_REQUIRED,
        PASSKEYS_REMOVED,
        LOGIN_RESUMED,
        RESTORE_STARTED,
        MANAGER_PROPOSED,
        MANAGER_APPOINTED,
        CLOSED
    }

    @SuppressWarnings("NullAway.Init")
    protected SupportCaseEvent() {}

    SupportCaseEvent(
            SupportCaseId supportCase, Instant at, Type type, @Nullable AccountId actor, @Nullable String comment) {
        super(at, actor, comment);
        this.supportCaseId = supportCase.value();
        this.type = type;
    }

    Type type() {
        return type;
    }
}
