package com.partsportal.harness;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Another system that takes a vendor's webhooks and checks their signatures with a library of its own. */
public final class WebhookSink implements AutoCloseable {

    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile String secret = "";
    private volatile Rule rule = sender -> true;

    /**
     * A message that was read to its end, whether or not the sender got an answer.
     *
     * @param genuine whether the signature is right
     */
    public record Received(String id, String body, boolean genuine) {}

    /** Decides about a message that has been read. */
    public interface Rule {

        /**
         * @param senderPort the sender's own port of the connection
         * @return false: the sender gets no answer
         */
        boolean answers(int senderPort) throws Exception;
    }

    public WebhookSink(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            var thread = new Thread(work, "webhook-sink");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::take);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks";
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public void secret(String ofEndpoint) {
        secret = ofEndpoint;
    }

    public void rule(Rule next) {
        rule = next;
    }

    /** In the order in which they were read. */
    public List<Received> received() {
        return List.copyOf(received);
    }

    private void take(HttpExchange call) throws IOException {
        try (call) {
            var body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var headers = HttpHeaders.of(call.getRequestHeaders(), (name, value) -> true);
            received.add(new Received(headers.firstValue("webhook-id").orElse(""), body, isGenuine(body, headers)));
            if (rule.answers(call.getRemoteAddress().getPort())) {
                call.sendResponseHeaders(204, -1);
            }
        } catch (IOException gone) {
            throw gone;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private boolean isGenuine(String body, HttpHeaders headers) {
        try {
            new Webhook(secret).verify(body, headers);
            return true;
        } catch (WebhookVerificationException | EmptyWebhookSecretException forged) {
            return false;
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
