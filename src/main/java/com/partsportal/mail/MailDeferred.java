package com.partsportal.mail;

import com.partsportal.shared.StepDeferred;

/** The address has reached its limit of emails for today, or the vendor is suspended. */
public class MailDeferred extends StepDeferred {

    public MailDeferred() {
        super("mail-deferred");
    }
}
