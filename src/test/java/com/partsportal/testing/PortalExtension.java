package com.partsportal.testing;

import com.partsportal.dev.MovableClock;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.camunda.bpm.container.RuntimeContainerDelegate;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.test.context.junit.jupiter.SpringExtension;
import org.springframework.test.util.ReflectionTestUtils;

/** Keeps tests that share a context apart: empty tables and mailboxes for each class, the machine's time after each test. */
class PortalExtension implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback {

    /** All tables but the engine's own data, deployments, the grants and filters of Tasklist, and Flyway's history. */
    private static final String TABLES = """
            select quote_ident(tablename) from pg_tables
             where schemaname = 'public'
               and tablename !~ '^(act_ge_|act_re_|act_ru_authorization|act_ru_filter|act_ru_jobdef|act_id_|flyway_)'""";

    @Override
    public void beforeAll(ExtensionContext test) {
        if (test.getRequiredTestClass().getEnclosingClass() != null) {
            return;
        }
        var context = SpringExtension.getApplicationContext(test);
        calm(context);
        showToCamundasPages(context.getBean(ProcessEngine.class));
        if (test.getRequiredTestClass().isAnnotationPresent(EarlierDatabase.class)) {
            return;
        }
        var jdbc = new JdbcTemplate(context.getBean(DataSource.class));
        var tables = jdbc.queryForList(TABLES, String.class).stream().collect(Collectors.joining(", "));
        jdbc.execute("set session_replication_role = replica; truncate " + tables
                + " cascade; reset session_replication_role");
        context.getBean(Mailbox.class).clear();
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        useRealCsrfTokens(SpringExtension.getApplicationContext(test));
    }

    @Override
    public void afterEach(ExtensionContext test) {
        calm(SpringExtension.getApplicationContext(test));
    }

    private static void calm(ApplicationContext context) {
        context.getBean(Jobs.class).stopBackground();
        context.getBean(MovableClock.class).reset();
    }

    /** Camunda's pages find their engine in a registry of the JVM, where another context's may stand by now. */
    private static void showToCamundasPages(ProcessEngine engine) {
        var registry = RuntimeContainerDelegate.INSTANCE.get();
        var shown = registry.getProcessEngineService().getProcessEngine(engine.getName());
        if (shown != null) {
            registry.unregisterProcessEngine(shown);
        }
        registry.registerProcessEngine(engine);
    }

    /** The test support's {@code csrf()} leaves a repository behind whose tokens stand in a session. */
    private static void useRealCsrfTokens(ApplicationContext context) {
        var tokens = context.getBean(CsrfTokenRepository.class);
        for (var chain : context.getBean(FilterChainProxy.class).getFilterChains()) {
            for (var filter : chain.getFilters()) {
                if (filter instanceof CsrfFilter) {
                    ReflectionTestUtils.setField(filter, "tokenRepository", tokens);
                }
            }
        }
    }
}
