package com.partsportal.account;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The sessions of pages, kept by Spring Session under the account's id. */
@Component
class Sessions {

    private final JdbcTemplate jdbc;

    Sessions(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void endAll(AccountId account) {
        jdbc.update(
                "delete from spring_session where principal_name = ?",
                account.value().toString());
    }

    /**
     * The open ones, last used first.
     *
     * @param current id of the session of this request
     */
    List<OwnSession> of(AccountId account, String current, Instant now) {
        return jdbc.query(
                """
                select session_id, creation_time, last_access_time from spring_session
                where principal_name = ? and expiry_time > ? order by last_access_time desc limit 50""",
                (row, number) -> new OwnSession(
                        Instant.ofEpochMilli(row.getLong("creation_time")),
                        Instant.ofEpochMilli(row.getLong("last_access_time")),
                        row.getString("session_id").equals(current)),
                account.value().toString(),
                now.toEpochMilli());
    }
}
