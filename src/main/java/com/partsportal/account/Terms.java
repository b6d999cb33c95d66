package com.partsportal.account;

/** The terms of use that hold now. */
public final class Terms {

    /** Stored with each consent; a new text has a new version, which everybody is asked for once at the next sign-in. */
    public static final String VERSION = "2026-11-01";

    private Terms() {}
}
