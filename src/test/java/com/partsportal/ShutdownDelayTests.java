package com.partsportal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
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

    @Test
    void aStoppingNodeIsNotReadyAndServesUntilTheDelayIsOver() throws Exception {
        var context = (ServletWebServerApplicationContext) new SpringApplicationBuilder(Server.class)
                .run("--server.port=0", "--server.shutdown=graceful", "--portal.shutdown-delay=PT2S");
        var address = "http://localhost:" + context.getWebServer().getPort() + "/";
        var availability = context.getBean(ApplicationAvailability.class);
        assertThat(availability.getReadinessState()).isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);

        var stop = CompletableFuture.runAsync(context::close);

        await().atMost(1, SECONDS).until(() -> availability.getReadinessState() == ReadinessState.REFUSING_TRAFFIC);
        assertThat(status(address)).isEqualTo(404);
        stop.get(20, SECONDS);
        assertThatThrownBy(() -> status(address)).isInstanceOf(IOException.class);
    }

    private static int status(String address) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.discarding())
                .statusCode();
    }
}
