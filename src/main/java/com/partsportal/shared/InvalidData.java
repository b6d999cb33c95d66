package com.partsportal.shared;

/**
 * The database refused a value as such: a day that it does not have, a number out of range, a text that is too long or
 * holds a NUL (PostgreSQL's class 22, "data exception"). Another attempt fails in the same way. Every value is checked
 * before it gets there, so this is the answer for the value that a check forgot: the client's fault, and a bug as well.
 */
public final class InvalidData {

    private static final String DATA_EXCEPTION = "22";

    private InvalidData() {}

    /** Whether PostgreSQL refused a value (SQLSTATE class 22), as the exception or one of its causes says. */
    public static boolean is(Throwable e) {
        return Causes.hasSqlState(e, state -> state.startsWith(DATA_EXCEPTION));
    }
}
