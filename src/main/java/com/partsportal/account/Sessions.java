package com.partsportal.account;

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
}
