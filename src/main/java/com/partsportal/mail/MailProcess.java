package com.partsportal.mail;

import java.util.UUID;

/** The process that delivers a mail without a process of its own; implemented where the engine lives. */
public interface MailProcess {

    /** Starts {@code mail-delivery} with the ledger's id as business key, in the caller's transaction. */
    void start(UUID mailId);
}
