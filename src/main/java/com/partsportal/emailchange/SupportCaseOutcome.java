package com.partsportal.emailchange;

/** What an agent says became of a support case. */
public enum SupportCaseOutcome {
    DONE,
    /** A stopped login has its old address back. */
    RESTORED
}
