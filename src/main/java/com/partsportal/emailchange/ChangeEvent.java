package com.partsportal.emailchange;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One line of a request's record. @param actor the name of who did it; null: the portal or somebody signed out */
public record ChangeEvent(
        Instant at,
        Type type,
        @Nullable String actor,
        @Nullable String comment) {

    /** Kept for good. */
    public enum Type {
        REQUESTED,
        NEW_CONFIRMED,
        OLD_CONFIRMED,
        DISPUTED,
        ASKED,
        ANSWERED,
        APPROVED,
        REJECTED,
        SECOND_APPROVED,
        SECOND_REJECTED,
        EVIDENCE_GIVEN,
        COOLING_OFF,
        ESCALATED,
        REMINDED,
        TAKEN,
        APPLIED,
        CANCELLED,
        EXPIRED,
        LOGIN_STOPPED
    }
}
