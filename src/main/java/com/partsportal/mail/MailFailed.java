package com.partsportal.mail;

/**
 * A mail could not be sent for a technical reason. The message is only the code: no address, no words of the server
 * and no cause, since it ends in the engine's tables.
 */
public class MailFailed extends RuntimeException {

    private final String code;
    private final boolean permanent;

    MailFailed(String code, boolean permanent) {
        super(code);
        this.code = code;
        this.permanent = permanent;
    }

    /** Such as {@code mail-server-unreachable} or {@code mail-answer-451}. */
    public String code() {
        return code;
    }

    /** Whether trying again is of no use before an operator changed something. */
    public boolean permanent() {
        return permanent;
    }
}
