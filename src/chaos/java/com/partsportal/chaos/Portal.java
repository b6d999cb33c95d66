package com.partsportal.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.partsportal.harness.Node;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** The nodes as a client outside reaches them. Every answer is checked: of the 5xx only 503 is allowed. */
final class Portal {

    static final Duration PATIENCE_OF_A_CLIENT = Duration.ofSeconds(12);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();

    private final List<Node> nodes;
    private final AtomicIntegerArray inFlight;
    private final Queue<String> errors = new ConcurrentLinkedQueue<>();

    Portal(List<Node> nodes) {
        this.nodes = nodes;
        inFlight = new AtomicIntegerArray(nodes.size());
    }

    /** @param took from the first byte out to the last byte in */
    record Answer(HttpResponse<String> response, Duration took) {

        int status() {
            return response.statusCode();
        }

        String body() {
            return response.body();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        JsonNode json() {
            try {
                return JSON.readTree(body());
            } catch (IOException e) {
                throw new IllegalStateException("no JSON: " + body(), e);
            }
        }

        /** Whether the caller now knows what became of the request. */
        boolean isKnown() {
            return status() < 500 && status() != 429;
        }
    }

    int size() {
        return nodes.size();
    }

    /** Requests that this node has not answered yet. */
    int inFlight(int node) {
        return inFlight.get(node);
    }

    /** Answers of the 5xx kind other than 503: there is no fault that excuses them. */
    List<String> errors() {
        return List.copyOf(errors);
    }

    Answer send(int node, String method, String path, Map<String, String> headers, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(nodes.get(node).base() + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .timeout(PATIENCE_OF_A_CLIENT);
        headers.forEach(request::header);
        var begin = Instant.now();
        inFlight.incrementAndGet(node);
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() >= 500 && response.statusCode() != 503) {
                errors.add("node " + node + " answered " + response.statusCode() + " to " + method + " "
                        + path.replaceAll("/invitations/[^/?]{20,}", "/invitations/…") + " at " + Instant.now());
            }
            return new Answer(response, Duration.between(begin, Instant.now()));
        } finally {
            inFlight.decrementAndGet(node);
        }
    }
}
