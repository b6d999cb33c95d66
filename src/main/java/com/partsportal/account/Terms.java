package com.partsportal.account;

/** The terms of use that are in force. */
public final class Terms {

    /** Stored with each consent; a new text has a new version, and everybody has to agree to it at the next sign-in. */
    public static final String VERSION = "2026-11-01";

    private Terms() {}
}
