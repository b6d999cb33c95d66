package com.partsportal.mail;

/** Is notified of a mail that came back; in the transaction that marks its row. */
public interface BounceListener {

    /** @param reason of the mail server that could not deliver it */
    void bounced(QueuedMail mail, String reason);
}
