package com.partsportal.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/** Calls of the REST API on the real port, as one login or as a stranger; each answer is as the API's description says. */
public final class ApiClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String base;
    private final String authorization;

    /** A program with an API key. */
    public static ApiClient key(String base, String key) {
        return new ApiClient(base, "Bearer " + key);
    }

    private ApiClient(String base, String authorization) {
        this.base = base;
        this.authorization = authorization;
    }

    public static ApiClient stranger(String base) {
        return new ApiClient(base, "");
    }

    public static ApiClient of(String base, String email, String password) {
        var pair = (email + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new ApiClient(base, "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    /** What came back. */
    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public String body() {
            return response.body();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public JsonNode json() {
            try {
                return body().isEmpty() ? MissingNode.getInstance() : JSON.readTree(body());
            } catch (JsonProcessingException e) {
                throw new AssertionError("no JSON: " + body(), e);
            }
        }

        public String text(String member) {
            return json().path(member).asText();
        }

        public String code() {
            return text("code");
        }

        /** Status and code in one word, to be compared. */
        public String outcome() {
            return code().isEmpty() ? Integer.toString(status()) : status() + " " + code();
        }
    }

    public Answer get(String path) {
        return send("GET", path, new byte[0]);
    }

    public Answer delete(String path) {
        return send("DELETE", path, new byte[0]);
    }

    public Answer post(String path, String body, String... headers) {
        return send("POST", path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    public Answer patch(String path, String body) {
        return send("PATCH", path, body.getBytes(StandardCharsets.UTF_8));
    }

    /** @param headers names and values in turn; a body is JSON unless they say otherwise */
    public Answer send(String method, String path, byte[] body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(60))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        if (body.length > 0 && !List.of(headers).contains("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofString());
            ApiDescription.check(response);
            return new Answer(response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
