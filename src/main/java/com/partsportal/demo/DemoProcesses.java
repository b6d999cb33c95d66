package com.partsportal.demo;

/** The process instances of the demo's open invitations. */
public interface DemoProcesses {

    /** Runs the jobs that these instances begin with, so that each waits for its timer. None sends an email: the ledger has them all. */
    void runDueJobs();
}
