package com.partsportal.shared;

/**
 * A step outside the database failed for a technical reason. The message is only a code, since the engine stores it:
 * it has no address, no text from another system and no cause.
 */
public abstract class StepFailed extends RuntimeException {

    private final String code;
    private final boolean permanent;

    protected StepFailed(String code, boolean permanent) {
        super(code);
        this.code = code;
        this.permanent = permanent;
    }

    /** Such as {@code mail-server-unreachable} or {@code webhook-timeout}. */
    public String code() {
        return code;
    }

    /** Whether trying again is of no use before an operator changed something. */
    public boolean permanent() {
        return permanent;
    }
}
