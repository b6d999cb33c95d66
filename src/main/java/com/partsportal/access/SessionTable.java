package com.partsportal.access;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;

/**
 * When a session was last used is written once a minute, not with each page: whoever reads waits for no disk. Whatever
 * else of it changes is written at once.
 */
@Configuration(proxyBeanMethods = false)
class SessionTable {

    /** Spring Session's own statement with its parameters in their order, but for its last condition. */
    private static final String UPDATE = """
            update spring_session s
            set session_id = n.session_id, last_access_time = n.last_access_time,
                max_inactive_interval = n.max_inactive_interval, expiry_time = n.expiry_time, principal_name = n.principal_name
            from (values (?, ?, ?, ?, ?, cast(? as char(36))))
                n (session_id, last_access_time, max_inactive_interval, expiry_time, principal_name, primary_id)
            where s.primary_id = n.primary_id and (n.last_access_time - s.last_access_time >= 60000
                or (n.session_id, n.max_inactive_interval, n.principal_name)
                    is distinct from (s.session_id, s.max_inactive_interval, s.principal_name))""";

    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> writtenOnceAMinute() {
        return sessions -> sessions.setUpdateSessionQuery(UPDATE);
    }
}
