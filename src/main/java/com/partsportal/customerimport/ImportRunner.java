package com.partsportal.customerimport;

import com.partsportal.customer.CustomerId;
import com.partsportal.customer.Customers;
import com.partsportal.shared.InvalidValue;
import com.partsportal.shared.Refused;
import com.partsportal.shared.TooManyRequests;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Works off imports in turn, one row after the other at a measured pace. Every node runs one: a row is locked by the node
 * that works on it, its customer and its outcome are one transaction, so that a killed node leaves the row to the others.
 */
@Component
class ImportRunner implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ImportRunner.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int TRIES = 3;
    private static final int TURN = 50;

    private final ImportQueue queue;
    private final Customers customers;
    private final TransactionTemplate transactions;
    private final Duration pace;

    private volatile boolean wanted;

    @Nullable
    private Thread thread;

    ImportRunner(
            ImportQueue queue,
            Customers customers,
            PlatformTransactionManager transactions,
            @Value("${portal.import.rows-per-second:150}") int rowsPerSecond) {
        this.queue = queue;
        this.customers = customers;
        this.transactions = new TransactionTemplate(transactions);
        this.pace = Duration.ofSeconds(1).dividedBy(Math.max(1, rowsPerSecond));
    }

    @Override
    public synchronized void start() {
        wanted = true;
        thread = new Thread(this::run, "imports");
        thread.setDaemon(true);
        thread.start();
    }

    /** Finishes the current row. */
    @Override
    public synchronized void stop() {
        wanted = false;
        if (thread != null) {
            LockSupport.unpark(thread);
            try {
                thread.join(Duration.ofSeconds(10).toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            thread = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    private void run() {
        while (wanted) {
            var more = false;
            try {
                for (var id : queue.running()) {
                    more |= process(id);
                }
            } catch (RuntimeException e) {
                log.warn("imports pause: {}", e.getClass().getSimpleName());
                more = false;
            }
            if (!more) {
                LockSupport.parkNanos(POLL.toNanos());
            }
        }
    }

    /** Some rows, then it is another import's turn; false: this one has none left for this node. */
    private boolean process(ImportId id) {
        var due = System.nanoTime();
        for (var rows = 0; rows < TURN && wanted; rows++) {
            if (!next(id)) {
                queue.finish(id);
                return false;
            }
            // Rows that took longer are made up for by others.
            due += pace.toNanos();
            LockSupport.parkNanos(due - System.nanoTime());
        }
        return true;
    }

    /** Works off the next row; false: none is left for this node. */
    boolean next(ImportId id) {
        var at = new ImportQueue.Claimed[1];
        for (var attempt = 1; ; attempt++) {
            at[0] = null;
            try {
                transactions.executeWithoutResult(status -> queue.claim(id).ifPresent(claimed -> {
                    at[0] = claimed;
                    add(claimed);
                }));
                return at[0] != null;
            } catch (Refused refused) {
                reject(at[0], refused.code(), field(refused), known(refused));
                return true;
            } catch (InvalidValue invalid) {
                queue.reject(at[0], new ImportVerdicts.Fault("malformed", invalid.field(), invalid.messageKey(), null));
                return true;
            } catch (TooManyRequests tooMany) {
                reject(at[0], "too-many-requests", "email", null);
                return true;
            } catch (RuntimeException failure) {
                if (at[0] == null || isOfTheDatabase(failure)) {
                    throw failure;
                }
                if (attempt == TRIES) {
                    log.warn("import {}: line {} failed", id, at[0].row().line(), failure);
                    reject(at[0], "failed", null, null);
                    queue.giveUp(at[0]);
                    return true;
                }
            }
        }
    }

    /** It passes, and the row is as good as before. */
    private static boolean isOfTheDatabase(RuntimeException failure) {
        return failure instanceof TransactionException
                || failure instanceof DataAccessResourceFailureException
                || failure instanceof TransientDataAccessException && !(failure instanceof ConcurrencyFailureException);
    }

    private void add(ImportQueue.Claimed claimed) {
        var row = claimed.row();
        var wanted = new ImportVerdicts.Row(
                        row.line(), row.companyName(), row.email(), row.phone(), row.ranking(), row.externalId(), null)
                .wanted(claimed.invite());
        var added = customers.addFromImport(claimed.vendor(), wanted, claimed.by());
        queue.created(claimed, added.customer(), added.invited());
    }

    private void reject(ImportQueue.Claimed claimed, String code, @Nullable String field, @Nullable UUID customer) {
        queue.reject(claimed, new ImportVerdicts.Fault(code, field, "customerimport." + code, customer));
    }

    private static String field(Refused refused) {
        return refused.code().equals("duplicate-external-id") ? "externalId" : "email";
    }

    private static @Nullable UUID known(Refused refused) {
        return refused.details().get("customerId") instanceof CustomerId known ? known.value() : null;
    }
}
