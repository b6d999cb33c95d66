package com.partsportal.emailchange;

import com.partsportal.account.AccountId;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.Ids;
import com.partsportal.shared.Tokens;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The links of requests, in the caller's transaction. No token is stored, only what makes it again. */
@Component
class ChangeLinks {

    private final ChangeLinkRepository links;
    private final Tokens tokens;

    ChangeLinks(ChangeLinkRepository links, Tokens tokens) {
        this.links = links;
        this.tokens = tokens;
    }

    /** The link of this kind to this mailbox; a repeat returns the one that there is. */
    ChangeLink link(
            EmailChangeId change,
            ChangeLink.Kind kind,
            @Nullable AccountId account,
            EmailAddress recipient,
            Instant now,
            @Nullable Instant expiresAt) {
        var token = tokens.issue();
        links.add(
                Ids.next(),
                change.value(),
                kind,
                account == null ? null : account.value(),
                recipient.value(),
                token.hash(),
                token.nonce(),
                token.kid(),
                now,
                expiresAt);
        return links.find(change.value(), kind, recipient.value()).orElseThrow();
    }

    Optional<ChangeLink> find(UUID id) {
        return links.findById(id);
    }

    /** A malformed token is an unknown one. */
    Optional<ChangeLink> find(String token) {
        return Tokens.isWellFormed(token) ? links.findByTokenHash(Tokens.hash(token)) : Optional.empty();
    }

    /** Whether it was open and is used now. */
    boolean useUndo(ChangeLink link, Instant now) {
        return links.useUndo(link.id(), now) == 1;
    }

    String path(ChangeLink link) {
        return "/email-change/" + link.token(tokens);
    }
}
