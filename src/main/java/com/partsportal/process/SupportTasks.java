package com.partsportal.process;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The tasks of support, as Tasklist finds and shows them. */
public final class SupportTasks {

    /** Process key of changes of a login's address. */
    public static final String EMAIL_CHANGE = EmailChangeInstances.DEFINITION;

    /** Process key of support's other cases. */
    public static final String SUPPORT_CASE = SupportCaseInstances.DEFINITION;

    /** Task key of an email change's second approval. */
    public static final String SECOND_APPROVAL = EmailChangeInstances.SECOND_APPROVAL;

    /** The priority of a task when it opens. */
    public static final int ORDINARY_PRIORITY = 50;

    /** The priority of an escalated task. */
    public static final int ESCALATED_PRIORITY = 100;

    /** The priority of a possible takeover, above everything. */
    public static final int URGENT_PRIORITY = 200;

    /** The variables that a task's card shows beside name and dates, with their labels, in this order. */
    public static final Map<String, String> CARD_VARIABLES;

    static {
        var variables = new LinkedHashMap<String, String>();
        variables.put(SnapshotVariable.CASE_NUMBER.id, "Number");
        variables.put(ProcessVariable.CASE_KIND.id, "Kind");
        variables.put(SnapshotVariable.COMPANY.id, "Company");
        variables.put(SnapshotVariable.CURRENT_EMAIL.id, "Current email");
        variables.put(SnapshotVariable.REQUESTED_EMAIL.id, "Requested email");
        CARD_VARIABLES = Collections.unmodifiableMap(variables);
    }

    private SupportTasks() {}
}
