package com.partsportal.mail;

/** Makes the failures that only this module can make. */
public final class MailFailures {

    private MailFailures() {}

    public static MailFailed passing(String code) {
        return new MailFailed(code, false);
    }

    public static MailFailed permanent(String code) {
        return new MailFailed(code, true);
    }
}
