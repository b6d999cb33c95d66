package com.partsportal.demo;

import com.partsportal.account.Accounts;
import com.partsportal.account.Passwords;
import com.partsportal.shared.EmailAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Stores the demo data once, in one transaction, before this node says that it is ready. Of several nodes that start
 * together one does it, the others wait for it.
 */
@Component
@Profile("demo")
@Order(Ordered.HIGHEST_PRECEDENCE)
class DemoData implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(DemoData.class);

    private static final String PASSWORD = "parts-portal-demo";
    private static final EmailAddress FIRST_LOGIN = new EmailAddress("vendor@acme.example");

    /** Any number that nobody else locks in this database. */
    private static final long LOCK = 7_224_035_001L;

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final DataSource database;
    private final TransactionTemplate transaction;
    private final Accounts accounts;
    private final Passwords passwords;
    private final DemoOrganisations organisations;
    private final DemoProcesses processes;

    DemoData(
            DataSource database,
            TransactionTemplate transaction,
            Accounts accounts,
            Passwords passwords,
            DemoOrganisations organisations,
            DemoProcesses processes) {
        this.database = database;
        this.transaction = transaction;
        this.accounts = accounts;
        this.passwords = passwords;
        this.organisations = organisations;
        this.processes = processes;
    }

    @Override
    public void run(ApplicationArguments args) throws SQLException, InterruptedException {
        if (isStored()) {
            return;
        }
        try (var connection = database.getConnection()) {
            awaitLock(connection);
            try {
                if (!isStored()) {
                    store();
                }
            } finally {
                query(connection, "select pg_advisory_unlock(" + LOCK + ")");
            }
        }
    }

    private void store() {
        var started = System.nanoTime();
        var hash = passwords.hash(PASSWORD);
        transaction.executeWithoutResult(status -> organisations.store(hash));
        processes.runDueJobs();
        log.info(
                "demo data stored in {} ms",
                Duration.ofNanos(System.nanoTime() - started).toMillis());
    }

    private boolean isStored() {
        return accounts.byEmail(FIRST_LOGIN).isPresent();
    }

    /** Polls: a statement that waits for the lock would run into the statement timeout. */
    private static void awaitLock(Connection connection) throws SQLException, InterruptedException {
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (!query(connection, "select pg_try_advisory_lock(" + LOCK + ")")) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("another node has been storing the demo data for " + PATIENCE);
            }
            Thread.sleep(1000);
        }
    }

    private static boolean query(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery(sql)) {
            return answer.next() && answer.getBoolean(1);
        }
    }
}
