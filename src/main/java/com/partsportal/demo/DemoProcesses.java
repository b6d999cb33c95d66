package com.partsportal.demo;

/** The processes of the demo's open invitations; implemented where the engine lives. */
public interface DemoProcesses {

    /** Runs the jobs that these processes begin with, so that each waits for its timer. None sends a mail: the ledger has them all. */
    void settle();
}
