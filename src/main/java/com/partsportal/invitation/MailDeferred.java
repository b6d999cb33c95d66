package com.partsportal.invitation;

/** The address has got its share of mails for today; the step is to be tried later, and nobody is told. */
public class MailDeferred extends RuntimeException {

    public MailDeferred() {
        super("mail-deferred", null, false, false);
    }
}
