package com.partsportal.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Another system that takes webhooks, over HTTP; it checks signatures with a library of its own. */
final class Receiver implements AutoCloseable {

    private final HttpServer server;
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private volatile Answer answer = Answer.of(204, "");

    /** What came in. */
    record Message(String id, HttpHeaders headers, String body) {

        JsonNode json() {
            try {
                return new ObjectMapper().readTree(body);
            } catch (JsonProcessingException e) {
                throw new AssertionError(body, e);
            }
        }

        String type() {
            return json().path("type").asText();
        }

        boolean isSignedWith(String secret) {
            try {
                new Webhook(secret).verify(body, headers);
                return true;
            } catch (WebhookVerificationException | EmptyWebhookSecretException forged) {
                return false;
            }
        }
    }

    /** What it answers with. */
    @FunctionalInterface
    interface Answer {
        void to(HttpExchange call) throws IOException;

        static Answer of(int status, String body) {
            return call -> {
                var bytes = body.getBytes(StandardCharsets.UTF_8);
                call.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                if (bytes.length > 0) {
                    call.getResponseBody().write(bytes);
                }
            };
        }
    }

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            var thread = new Thread(work, "receiver");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::take);
        server.start();
    }

    private void take(HttpExchange call) throws IOException {
        try (call) {
            var body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var headers = HttpHeaders.of(call.getRequestHeaders(), (name, value) -> true);
            messages.add(new Message(headers.firstValue("webhook-id").orElse(""), headers, body));
            answer.to(call);
        }
    }

    void answers(Answer next) {
        answer = next;
    }

    void answers(int status) {
        answer = Answer.of(status, "");
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks";
    }

    List<Message> messages() {
        return List.copyOf(messages);
    }

    List<String> types() {
        return messages.stream().map(Message::type).toList();
    }

    void forget() {
        messages.clear();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
