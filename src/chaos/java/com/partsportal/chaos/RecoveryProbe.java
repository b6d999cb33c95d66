package com.partsportal.chaos;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Polls each node without pause and records how long its answers take. */
final class RecoveryProbe {

    private final Portal portal;
    private final VendorClient vendor;
    private final AtomicReferenceArray<Instant> firstSuccess;
    private volatile Duration slowest = Duration.ZERO;
    private volatile boolean over;

    RecoveryProbe(Portal portal, VendorClient vendor) {
        this.portal = portal;
        this.vendor = vendor;
        firstSuccess = new AtomicReferenceArray<>(portal.size());
    }

    void start() {
        for (var node = 0; node < portal.size(); node++) {
            var polled = node;
            var thread = new Thread(() -> poll(polled));
            thread.setDaemon(true);
            thread.start();
        }
    }

    Duration slowest() {
        return slowest;
    }

    /** When the last of the nodes had its first success. */
    Instant firstSuccessOfAll(Duration patience) throws InterruptedException {
        var until = Instant.now().plus(patience);
        while (Instant.now().isBefore(until)) {
            Instant last = Instant.MIN;
            for (var node = 0; node < portal.size(); node++) {
                var at = firstSuccess.get(node);
                last = at == null ? Instant.MAX : at.isAfter(last) ? at : last;
                if (last == Instant.MAX) {
                    break;
                }
            }
            if (last != Instant.MAX) {
                return last;
            }
            Thread.sleep(50);
        }
        throw new IllegalStateException("a node did not recover within " + patience);
    }

    void end() {
        over = true;
    }

    private void poll(int node) {
        while (!over) {
            var begin = Instant.now();
            try {
                var answer = vendor.get(node, "/customers?limit=1");
                if (answer.status() == 200) {
                    firstSuccess.compareAndSet(node, null, Instant.now());
                }
                Thread.sleep(100);
            } catch (IOException goesOn) {
                // counted by its time
            } catch (InterruptedException e) {
                return;
            }
            var took = Duration.between(begin, Instant.now());
            if (took.compareTo(slowest) > 0) {
                slowest = took;
            }
        }
    }
}
