package com.partsportal.account;

import com.partsportal.shared.ClientNetwork;
import com.partsportal.shared.Ids;
import com.partsportal.shared.Times;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a person did with their own login, and what happened to it: what, when, from which network. Rows are only ever
 * added, in the transaction of the act itself, and hold ids and codes: of a name, a number or a password only that it
 * changed. Signing in is not among them; what is open stands in the list of sessions.
 */
@Component
class AccountEvents {

    private final JdbcClient jdbc;
    private final Clock clock;

    AccountEvents(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    enum Type {
        NAME_CHANGED,
        PHONE_CHANGED,
        PASSWORD_CHANGED,
        PASSWORD_SET_BY_LINK,
        PASSKEY_ADDED,
        PASSKEY_RENAMED,
        PASSKEY_REMOVED,
        SIGNED_OUT_EVERYWHERE,
        TERMS_AGREED,
        /** By support, after both mailboxes were heard. */
        ADDRESS_CHANGED,
        /** By who holds the mailbox of before. */
        STOPPED,
        RESUMED,
        /** Belonged nowhere for the retention time. */
        RETIRED,
        /** Of a retired login, by an accepted invitation. */
        RETURNED
    }

    /**
     * One of them.
     *
     * @param passkey the present label of the passkey concerned; empty when it is gone, or none is concerned
     * @param after the version of the terms that was agreed to
     * @param network null for what the portal did by itself
     */
    record Event(
            Instant at,
            Type type,
            String passkey,
            @Nullable String after,
            @Nullable String network) {}

    void add(AccountId account, Type type) {
        add(account, type, null, null, null);
    }

    void add(AccountId account, Type type, UUID passkey) {
        add(account, type, passkey, null, null);
    }

    void add(AccountId account, Type type, @Nullable String before, String after) {
        add(account, type, null, before, after);
    }

    private void add(
            AccountId account, Type type, @Nullable UUID passkey, @Nullable String before, @Nullable String after) {
        jdbc.sql("""
                        insert into account_event (id, at, account_id, type, passkey_id, before, after, from_network)
                        values (:id, :at, :account, :type, :passkey, :before, :after, :network)""")
                .param("id", Ids.next())
                .param("at", Timestamp.from(Times.now(clock)))
                .param("account", account.value())
                .param("type", type.name())
                .param("passkey", passkey, Types.OTHER)
                .param("before", before, Types.VARCHAR)
                .param("after", after, Types.VARCHAR)
                .param("network", ClientNetwork.current(), Types.VARCHAR)
                .update();
    }

    /** Newest first. */
    List<Event> newest(AccountId account, int most) {
        return jdbc.sql("""
                        select e.at, e.type, coalesce(p.name, '') as passkey, e.after, e.from_network
                        from account_event e left join passkey p on p.id = e.passkey_id
                        where e.account_id = :account order by e.at desc, e.id desc limit :most""")
                .param("account", account.value())
                .param("most", most)
                .query((row, number) -> new Event(
                        row.getTimestamp("at").toInstant(),
                        Type.valueOf(row.getString("type")),
                        row.getString("passkey"),
                        row.getString("after"),
                        row.getString("from_network")))
                .list();
    }
}
