package com.partsportal.account;

import org.springframework.security.core.AuthenticationException;

/** A password or passkey was right, but its owner signs in at the provider of single sign-on only. */
public class SingleSignOnRequired extends AuthenticationException {

    public SingleSignOnRequired() {
        super("Single sign-on is required");
    }
}
