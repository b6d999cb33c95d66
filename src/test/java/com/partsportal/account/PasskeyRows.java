package com.partsportal.account;

import com.partsportal.shared.Ids;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Passkeys of no device, for tests that need one to be there. */
public final class PasskeyRows {

    private PasskeyRows() {}

    public static UUID add(JdbcClient jdbc, AccountId account, String name) {
        var id = Ids.next();
        jdbc.sql("""
                        insert into passkey (id, account_id, name, credential_id, public_key, signature_count, uv_initialized,
                            backup_eligible, backup_state, transports, attestation_object, created_at)
                        values (:id, :account, :name, :credential, '\\x00', 0, true, false, false, 'internal', '\\x00', :now)""")
                .param("id", id)
                .param("account", account.value())
                .param("name", name)
                .param("credential", id.toString().getBytes())
                .param("now", OffsetDateTime.now(ZoneOffset.UTC))
                .update();
        return id;
    }
}
