package com.partsportal.emailchange;

/** What an open request waits for, in the SQL of reports: support's list and the process owner's figures say the same. */
public final class WaitingFor {

    /** A code, of a row of {@code email_change} called {@code c} that is open. */
    public static final String STEP = """
            case when c.question is not null and c.answered_at is null then 'ANSWER'
                 when c.approved_at is null and (c.admitted or c.source in ('SIGNED_IN', 'RESTORE')) then 'REVIEW'
                 when c.new_confirmed_at is null then 'NEW_ADDRESS'
                 when c.cooling_off_ends_at is not null then 'COOLING_OFF'
                 when not c.admitted then 'NOBODY'
                 else 'SECOND_PROOF' end""";

    private WaitingFor() {}
}
