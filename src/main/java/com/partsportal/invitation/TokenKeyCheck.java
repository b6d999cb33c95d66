package com.partsportal.invitation;

import com.partsportal.shared.Tokens;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** Warns at start when pending invitations need a key that is not configured: their mails could not be written again. */
@Component
class TokenKeyCheck implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(TokenKeyCheck.class);

    private final InvitationRepository invitations;
    private final Tokens tokens;

    TokenKeyCheck(InvitationRepository invitations, Tokens tokens) {
        this.invitations = invitations;
        this.tokens = tokens;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        for (var pending : invitations.pendingByKey()) {
            if (!tokens.keyIds().contains(pending.getKeyId())) {
                log.warn(
                        "{} pending invitations need key {}, which is missing in PORTAL_TOKEN_KEYS: reminders will fail",
                        pending.getInvitations(),
                        pending.getKeyId());
            }
        }
    }
}
