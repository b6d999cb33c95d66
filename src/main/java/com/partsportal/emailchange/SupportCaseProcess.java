package com.partsportal.emailchange;

/** What the process around a case of support is told; implemented where the engine lives. */
public interface SupportCaseProcess {

    /** In the caller's transaction. */
    void start(SupportCaseId id);
}
