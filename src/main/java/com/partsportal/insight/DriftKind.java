package com.partsportal.insight;

/** How rows and engine can disagree. */
public enum DriftKind {
    /** An open invitation without a process instance. */
    INVITATION_WITHOUT_INSTANCE,
    /** An open invitation with more than one. */
    SEVERAL_INSTANCES,
    /** An instance that waits for an answer although no invitation is open. */
    INSTANCE_WITHOUT_INVITATION,
    /** The instance is at an element that does not fit the row. */
    WRONG_ELEMENT,
    /** The timer of the expiry is missing or has another date than the row. */
    EXPIRY_DATE,
    /** The timer of the next reminder is missing or has another date than the row. */
    REMINDER_DATE,
    /** A queued email that no instance delivers. */
    MAIL_WITHOUT_INSTANCE,
    /** An open email change, support case or RFQ without a process instance. */
    CASE_WITHOUT_INSTANCE,
    /** An instance with an open task although the email change, support case or RFQ has ended. */
    INSTANCE_WITHOUT_CASE,
    /** A webhook that waits and that no instance delivers. */
    WEBHOOK_WITHOUT_INSTANCE,
    /** An instance that waits for ever although its webhook is settled. */
    INSTANCE_WITHOUT_WEBHOOK
}
