package com.partsportal.testing;

import com.partsportal.dev.MovableClock;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Keeps tests that share a context apart: empty tables and mailboxes for each class, the machine's time after each test. */
class PortalExtension implements BeforeAllCallback, AfterEachCallback {

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
        var jdbc = new JdbcTemplate(context.getBean(DataSource.class));
        var tables = jdbc.queryForList(TABLES, String.class).stream().collect(Collectors.joining(", "));
        jdbc.execute("set session_replication_role = replica; truncate " + tables
                + " cascade; reset session_replication_role");
        context.getBean(Mailbox.class).clear();
    }

    @Override
    public void afterEach(ExtensionContext test) {
        calm(SpringExtension.getApplicationContext(test));
    }

    private static void calm(ApplicationContext context) {
        context.getBean(Jobs.class).stopBackground();
        context.getBean(MovableClock.class).reset();
    }
}
