package com.partsportal.process;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
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
    LOGIN_EXISTS("loginExists", ValueType.BOOLEAN),

    /** The login that an acceptance created or linked; known to that transaction only. */
    ACCOUNT_ID("accountId", ValueType.STRING),

    /** Whether there was still a reason to send a mail from the queue; known to that transaction only. */
    WANTED("wanted", ValueType.BOOLEAN),

    /** Whether a request to change an address was made by the person signed in. */
    SIGNED_IN("signedIn", ValueType.BOOLEAN),

    /** Whether a request from outside concerns a login. */
    LOGIN_CONCERNED("loginConcerned", ValueType.BOOLEAN),

    /** When nobody's decision counts as overdue. */
    OVERDUE_AT("overdueAt", ValueType.DATE),

    /** When an overdue task is escalated first, and how long after each escalation again: a repeating interval of ISO 8601. */
    ESCALATIONS("escalations", ValueType.STRING),

    /** When a requester whom no agent will answer gets the next answer; null: none is left. */
    ANSWER_AT("answerAt", ValueType.DATE),

    /** When the assignee should look at a task again. */
    FOLLOW_UP_AT("followUpAt", ValueType.DATE),

    /** The priority of a task when it opens. */
    PRIORITY("priority", ValueType.INTEGER),

    /** What an agent decided: approve, reject or ask. Set from the row, not by a form. */
    VERDICT("verdict", ValueType.STRING),

    /** What a request still lacks: oldAddress, newAddress or nothing. */
    MISSING("missing", ValueType.STRING),

    /** Whether another manager of the company has confirmed a request. */
    EVIDENCE("evidence", ValueType.BOOLEAN),

    /** When the second approval opens; null: at once. */
    SECOND_APPROVAL_AT("secondApprovalAt", ValueType.DATE),

    /** When the old mailbox had its time to object. */
    COOLING_OFF_ENDS_AT("coolingOffEndsAt", ValueType.DATE),

    /** Whether the change was applied, and not taken back since the new address is another's. */
    APPLIED("applied", ValueType.BOOLEAN),

    /** The case of support that a task is about. */
    CASE_ID("caseId", ValueType.STRING),

    /** What kind of case it is, in words for the agent. */
    CASE_KIND("kind", ValueType.STRING),

    /** Whether an RFQ waits for a Customer Manager first. */
    APPROVAL_NEEDED("approvalNeeded", ValueType.BOOLEAN),

    /** What the Customer Manager said: approve, sendBack or reject. */
    APPROVAL("approval", ValueType.STRING);

    final String id;
    final PrimitiveValueType type;

    ProcessVariable(String id, PrimitiveValueType type) {
        this.id = id;
        this.type = type;
    }

    static boolean isDeclared(String name) {
        return Arrays.stream(values()).anyMatch(variable -> variable.id.equals(name));
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
