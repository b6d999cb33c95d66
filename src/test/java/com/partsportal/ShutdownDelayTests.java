package com.partsportal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Import;

class ShutdownDelayTests {

    @Import({
        ShutdownDelay.class,
        ServletWebServerFactoryAutoConfiguration.class,
        ApplicationAvailabilityAutoConfiguration.class,
        LifecycleAutoConfiguration.class
    })
    static class Server {}

    /** The test ends the delay itself, so that it does not matter how long a busy machine takes for a request. */
    @Test
    void aStoppingNodeIsNotReadyAndServesUntilTheDelayIsOver() throws Exception {
        var context = (ServletWebServerApplicationContext) new SpringApplicationBuilder(Server.class)
                .run("--server.port=0", "--server.shutdown=graceful", "--portal.shutdown-delay=PT10M");
        var address = "http://localhost:" + context.getWebServer().getPort() + "/";
        var availability = context.getBean(ApplicationAvailability.class);
        assertThat(availability.getReadinessState()).isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);

        var stop = new Thread(context::close);
        stop.start();

        await().until(() -> availability.getReadinessState() == ReadinessState.REFUSING_TRAFFIC);
        await().until(stop::getState, Thread.State.TIMED_WAITING::equals);
        assertThat(status(address)).isEqualTo(404);
        stop.interrupt();
        stop.join(Duration.ofMinutes(1).toMillis());
        assertThat(stop.isAlive()).isFalse();
        assertThatThrownBy(() -> status(address)).isInstanceOf(IOException.class);
    }

    @Test
    void theDelayEndsByItself() {
        var delay = Duration.ofMillis(50);
        var node = new ShutdownDelay(delay);
        node.start();

        var start = System.nanoTime();
        node.stop();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(delay);
        assertThat(node.isRunning()).isFalse();
    }

    private static int status(String address) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.discarding())
                .statusCode();
    }
}
