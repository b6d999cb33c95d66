package com.partsportal.bench;

import java.util.ArrayDeque;
import java.util.Deque;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What is done once the caller's transaction has committed. */
final class AfterCommit {

    private static final ThreadLocal<Deque<Runnable>> DUE = ThreadLocal.withInitial(ArrayDeque::new);

    private AfterCommit() {}

    /** Called in a transaction: does something short, without a database, when it has committed. */
    static void onCommit(Runnable work) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                work.run();
            }
        });
    }

    /** Called in a transaction: keeps the work for {@link #doNow} when it has committed. */
    static void remember(Runnable work) {
        onCommit(() -> DUE.get().add(work));
    }

    /** Does what this thread's transactions left, outside of any. */
    static void doNow() {
        var due = DUE.get();
        for (var work = due.poll(); work != null; work = due.poll()) {
            work.run();
        }
    }
}
