package com.partsportal.mail;

import java.util.Optional;

/** A mail that reads its rows at the last moment. */
public interface Outgoing {

    /**
     * Runs in the transaction that claims the ledger's row. Empty: the mail is not wanted any more.
     *
     * @throws MailDeferred when it has to wait
     */
    Optional<Mail> claim();

    /**
     * Runs in the transaction that marks the ledger's row as sent, and again in that of each repeat that finds it sent:
     * perhaps the row could be marked and these rows could not. So it may run any number of times.
     */
    default void sent() {}

    /** Runs in the transaction that marks the ledger's row as refused, with the server's reply for the vendor. */
    default void refused(String serverReply) {}
}
