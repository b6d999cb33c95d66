package com.partsportal.process;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.camunda.bpm.engine.variable.type.PrimitiveValueType;
import org.camunda.bpm.engine.variable.type.ValueType;

/** All variables of all processes with their types: ids, flags and dates, never an address, a name or a secret. */
enum ProcessVariable {
    /** The invitation that is open, or was last. */
    INVITATION_ID("invitationId", ValueType.STRING),
    /** When the open invitation expires. */
    EXPIRES_AT("expiresAt", ValueType.DATE),
    /** When the next reminder is due; null: none is left. */
    REMINDER_AT("reminderAt", ValueType.DATE),
    /** Whether the address that accepted had a login in the portal already. */
    LOGIN_EXISTS("loginExists", ValueType.BOOLEAN);

    final String id;
    final PrimitiveValueType type;

    ProcessVariable(String id, PrimitiveValueType type) {
        this.id = id;
        this.type = type;
    }

    /**
     * The only type of date that the engine's timers and variables share. Rounded up to its milliseconds: a timer must
     * not run before the instant that the row holds.
     */
    static Date date(Instant instant) {
        var whole = instant.truncatedTo(ChronoUnit.MILLIS);
        return Date.from(whole.equals(instant) ? whole : whole.plusMillis(1));
    }
}
