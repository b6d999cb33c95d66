package com.partsportal.mail;

import org.springframework.stereotype.Component;

/** The door: sends a mail at most once. */
@Component
public class Mailer {

    /**
     * Claims the mail, sends it, marks it. May be called inside a transaction; it uses transactions of its own, one
     * connection at a time, and none while it talks to the mail server.
     *
     * @throws MailFailed for technical failures
     */
    public Delivery deliver(Outgoing mail) {
        throw new MailFailed("mail-server-unreachable", false);
    }
}
