package com.partsportal.invitation;

import com.partsportal.shared.Tokens;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Warns at start when pending invitations need a key that is not configured: their mails could not be written again. */
@Component
class MissingKeys implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(MissingKeys.class);

    private final JdbcClient jdbc;
    private final Tokens tokens;

    MissingKeys(JdbcClient jdbc, Tokens tokens) {
        this.jdbc = jdbc;
        this.tokens = tokens;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        jdbc.sql("select token_kid, count(*) as n from invitation where status = 'PENDING' group by token_kid")
                .query(row -> {
                    if (!tokens.keyIds().contains(row.getString("token_kid"))) {
                        log.warn(
                                "{} pending invitations need key {}, which PORTAL_TOKEN_KEYS lacks: reminders will fail",
                                row.getLong("n"),
                                row.getString("token_kid"));
                    }
                });
    }
}
