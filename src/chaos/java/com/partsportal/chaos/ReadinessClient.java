package com.partsportal.chaos;

import com.partsportal.harness.Node;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A client, such as a load balancer, that checks every second which nodes are ready, sends to these only, and retries nothing. */
final class ReadinessClient {

    private static final int AT_ONCE = 4;

    private final Portal portal;
    private final VendorClient vendor;
    private final List<Node> nodes;
    private final boolean[] ready;
    private final Queue<String> failed = new ConcurrentLinkedQueue<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch ended = new CountDownLatch(AT_ONCE);
    private volatile boolean over;

    ReadinessClient(Portal portal, VendorClient vendor, List<Node> nodes) {
        this.portal = portal;
        this.vendor = vendor;
        this.nodes = nodes;
        ready = new boolean[nodes.size()];
    }

    void start() {
        checkReadiness();
        inBackground(() -> {
            while (!over) {
                Thread.sleep(1000);
                checkReadiness();
            }
        });
        for (var i = 0; i < AT_ONCE; i++) {
            var turn = i;
            inBackground(() -> {
                for (var n = turn; !over; n++) {
                    request(n);
                    Thread.sleep(50);
                }
                ended.countDown();
            });
        }
    }

    /** What went wrong. */
    List<String> end() throws InterruptedException {
        over = true;
        ended.await();
        return List.copyOf(failed);
    }

    int requests() {
        return requests.get();
    }

    private void request(int n) throws InterruptedException {
        var node = pick(n);
        requests.incrementAndGet();
        try {
            var answer = n % 4 == 0
                    ? vendor.post(node, "/customers", draft(), UUID.randomUUID().toString())
                    : vendor.get(node, "/customers?limit=10");
            if (answer.status() / 100 != 2) {
                failed.add("node " + node + " answered " + answer.status());
            }
        } catch (IOException e) {
            failed.add("node " + node + ": " + e);
        }
    }

    private static String draft() {
        return """
                {"companyName": "Draft", "email": "%s@draft.example", "ranking": "B", "invite": false}""".formatted(UUID.randomUUID());
    }

    private synchronized int pick(int n) {
        for (var i = 0; i < ready.length; i++) {
            var node = (n + i) % ready.length;
            if (ready[node]) {
                return node;
            }
        }
        return n % ready.length;
    }

    private void checkReadiness() {
        for (var node : nodes) {
            var is = node.isReady();
            synchronized (this) {
                ready[node.number] = is;
            }
        }
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private static void inBackground(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
