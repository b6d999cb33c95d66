package com.partsportal.account;

import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.Times;
import com.partsportal.shared.Tokens;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Addresses that were a login's before and that nobody else may have for a time. Only a keyed hash of them is kept. */
@Component
class ReservedAddresses {

    private final JdbcClient jdbc;
    private final Tokens tokens;
    private final Clock clock;

    ReservedAddresses(JdbcClient jdbc, Tokens tokens, Clock clock) {
        this.jdbc = jdbc;
        this.tokens = tokens;
        this.clock = clock;
    }

    void reserve(EmailAddress email, AccountId account, Instant until) {
        jdbc.sql("""
                        insert into reserved_address (address_hash, account_id, reserved_until) values (:hash, :account, :until)
                        on conflict (address_hash) do update
                        set account_id = excluded.account_id, reserved_until = excluded.reserved_until""")
                .param("hash", hash(email, tokens.keyIds().iterator().next()))
                .param("account", account.value())
                .param("until", Timestamp.from(until))
                .update();
    }

    void release(EmailAddress email) {
        jdbc.sql("delete from reserved_address where address_hash in (:hashes)")
                .param("hashes", hashes(email))
                .update();
    }

    /** The logins whose address it was. */
    List<AccountId> owners(EmailAddress email) {
        return jdbc
                .sql(
                        "select account_id from reserved_address where address_hash in (:hashes) and reserved_until > :now")
                .param("hashes", hashes(email))
                .param("now", Timestamp.from(Times.now(clock)))
                .query(UUID.class)
                .list()
                .stream()
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
