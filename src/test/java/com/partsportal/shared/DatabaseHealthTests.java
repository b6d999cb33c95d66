package com.partsportal.shared;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.testing.TestDatabases;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Status;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What readiness says of a database that answers, and of one that is suddenly silent. */
class DatabaseHealthTests {

    private final ReentrantLock line = new ReentrantLock();
    private final ExecutorService pumps = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        pumps.shutdownNow();
    }

    @Test
    void aSilentDatabaseIsDownLongBeforeTheSocketsTimeOut() throws Exception {
        var direct = TestDatabases.fresh();
        var port = URI.create(direct.substring("jdbc:".length())).getPort();
        try (var relay = new ServerSocket(0)) {
            pumps.execute(() -> relay(relay, port, pumps));
            var database = new SingleConnectionDataSource(
                    direct.replace(":" + port + "/", ":" + relay.getLocalPort() + "/") + "&socketTimeout=30", true);
            var health = new DatabaseHealth(database);
            assertThat(health.health().getStatus()).isEqualTo(Status.UP);

            line.lock();
            var start = System.nanoTime();
            assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
            line.unlock();
        }
    }

    private void relay(ServerSocket relay, int port, Executor pumps) {
        try {
            var near = relay.accept();
            var far = new Socket("127.0.0.1", port);
            pumps.execute(() -> pump(near, far));
            pumps.execute(() -> pump(far, near));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Carries bytes as long as nobody holds the line. */
    private void pump(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            var buffer = new byte[8192];
            for (var length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                line.lock();
                line.unlock();
                out.write(buffer, 0, length);
            }
        } catch (IOException ended) {
            // The test is over.
        }
    }
}
