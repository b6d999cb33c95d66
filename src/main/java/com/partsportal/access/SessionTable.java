package com.partsportal.access;

import com.partsportal.shared.ConcurrencyConflict;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * When a session was last used is written once a minute, not with each page: reading a page waits for no disk. Whatever
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

    /**
     * What Spring Session's customizer for PostgreSQL says, so that of two requests that add the same attribute at once the
     * later one counts; and nothing for a session that has ended meanwhile. Neither fails a request that was done.
     */
    private static final String ADD = """
            insert into spring_session_attributes (session_primary_id, attribute_name, attribute_bytes)
            select s.primary_id, n.attribute_name, n.attribute_bytes
            from (values (cast(? as char(36)), cast(? as varchar), cast(? as bytea)))
                n (session_primary_id, attribute_name, attribute_bytes)
            join spring_session s on s.primary_id = n.session_primary_id
            on conflict (session_primary_id, attribute_name) do update set attribute_bytes = excluded.attribute_bytes""";

    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> writtenOnceAMinute() {
        return sessions -> {
            sessions.setUpdateSessionQuery(UPDATE);
            sessions.setCreateSessionAttributeQuery(ADD);
        };
    }

    /**
     * Apart from what the request does, as is Spring Session's own. A conflict is tried again: the request was done by then,
     * and its answer would say otherwise.
     */
    @Bean(defaultCandidate = false)
    TransactionOperations springSessionTransactionOperations(PlatformTransactionManager transactions) {
        var apart = new TransactionTemplate(transactions);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        return new Retrying(apart);
    }

    private record Retrying(TransactionOperations transactions) implements TransactionOperations {

        private static final int TRIES = 3;

        @Override
        public <T> @Nullable T execute(TransactionCallback<T> action) {
            for (var attempt = 1; ; attempt++) {
                try {
                    return transactions.execute(action);
                } catch (RuntimeException failure) {
                    if (attempt == TRIES || !ConcurrencyConflict.is(failure)) {
                        throw failure;
                    }
                }
            }
        }
    }
}
