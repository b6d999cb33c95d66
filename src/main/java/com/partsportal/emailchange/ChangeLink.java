package com.partsportal.emailchange;

import com.partsportal.account.AccountId;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.Tokens;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A link of a request, for one mailbox. */
record ChangeLink(
        UUID id,
        EmailChangeId change,
        Kind kind,
        @Nullable AccountId account,
        EmailAddress recipient,
        byte[] nonce,
        String kid,
        @Nullable Instant expiresAt,
        @Nullable Instant usedAt) {

    enum Kind {
        /** To the new address: proves it, and shows the requester where the request stands. */
        NEW,
        /** To the old address: yes, or that it was somebody else. */
        OLD,
        /** To another manager of the company. */
        EVIDENCE,
        /** To the old address, after the change. */
        UNDO
    }

    String token(Tokens tokens) {
        return tokens.again(nonce, kid);
    }
}
