package com.partsportal.shared;

/**
 * A step outside of the database failed for a technical reason. The message is only a code: no address, no words of
 * another system and no cause, since it ends in the engine's tables.
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
