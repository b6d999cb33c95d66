package com.partsportal.account;

import com.partsportal.shared.DatabaseTime;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.Tokens;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Addresses that were a login's before and that nobody else may have for a time. Only a keyed hash of them is kept. */
@Component
class ReservedAddresses {

    private final ReservedAddressRepository rows;
    private final Tokens tokens;
    private final Clock clock;

    ReservedAddresses(ReservedAddressRepository rows, Tokens tokens, Clock clock) {
        this.rows = rows;
        this.tokens = tokens;
        this.clock = clock;
    }

    void reserve(EmailAddress email, AccountId account, Instant until) {
        rows.reserve(hash(email, tokens.keyIds().iterator().next()), account.value(), until);
    }

    void release(EmailAddress email) {
        rows.release(hashes(email));
    }

    /** The logins whose address it was. */
    List<AccountId> owners(EmailAddress email) {
        return rows.owners(hashes(email), DatabaseTime.now(clock)).stream()
                .map(AccountId::new)
                .toList();
    }

    /** Under every configured key, the newest of which was used. */
    private List<byte[]> hashes(EmailAddress email) {
        return tokens.keyIds().stream().map(key -> hash(email, key)).toList();
    }

    private byte[] hash(EmailAddress email, String key) {
        return Tokens.hash(tokens.again(("reserved address: " + email.value()).getBytes(StandardCharsets.UTF_8), key));
    }
}
