package com.partsportal.emailchange;

/** The process around a support case. */
public interface SupportCaseProcess {

    /** Starts the process of a new case, in the caller's transaction. */
    void start(SupportCaseId id, SupportCaseKind kind);
}
