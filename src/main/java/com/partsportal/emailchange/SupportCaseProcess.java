package com.partsportal.emailchange;

/** The process around a support case. */
public interface SupportCaseProcess {

    /** Starts the process of a new case, in the caller's transaction. @param number that people say on the phone */
    void start(SupportCaseId id, SupportCaseKind kind, long number);
}
