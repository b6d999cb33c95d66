package com.partsportal.account;

import com.partsportal.shared.Tokens;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** Warns at the start when people cannot sign in with their authenticator apps, since a key was taken away too early. */
@Component
class MissingAuthenticatorKeys implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(MissingAuthenticatorKeys.class);

    private final AuthenticatorRepository authenticators;
    private final Tokens tokens;

    MissingAuthenticatorKeys(AuthenticatorRepository authenticators, Tokens tokens) {
        this.authenticators = authenticators;
        this.tokens = tokens;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        var apps = authenticators.countUnderOtherKeys(tokens.keyIds());
        if (apps > 0) {
            log.warn(
                    "{} authenticator apps need a key that is missing in PORTAL_TOKEN_KEYS: their owners cannot sign in with them",
                    apps);
        }
    }
}
