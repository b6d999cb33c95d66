package com.partsportal.api;

/** The body of an answer that holds a secret: only its first answer shows all of it, and no copy of the secret is stored. */
public interface OneTimeSecret {

    /** The body that a repeat of the call gets. */
    Object again();
}
