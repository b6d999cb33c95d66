package com.partsportal.harness;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One node of the packaged portal, as a process of its own. */
public final class Node implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(8);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    public final int number;
    public final int port;
    private final PackagedPortal program;
    private final Path log;
    private final Map<String, String> environment;
    private @Nullable Process process;

    public Node(int number, int port, PackagedPortal program, Path folder, Map<String, String> environment) {
        this.number = number;
        this.port = port;
        this.program = program;
        log = folder.resolve("node-" + number + ".log");
        this.environment = new HashMap<>(environment);
    }

    public String base() {
        return "http://localhost:" + port;
    }

    /** For the next start. */
    public void set(String name, String value) {
        environment.put(name, value);
    }

    public void start() throws IOException {
        var builder = new ProcessBuilder(program.command());
        builder.environment().putAll(environment);
        builder.environment().put("SERVER_PORT", Integer.toString(port));
        builder.redirectErrorStream(true).redirectOutput(Redirect.appendTo(log.toFile()));
        process = builder.start();
    }

    public boolean isReady() {
        try {
            var request = HttpRequest.newBuilder(URI.create(base() + "/actuator/health/readiness"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** @throws IllegalStateException when it ended instead, or takes minutes */
    public void awaitReady() throws InterruptedException {
        var patience = Instant.now().plus(START);
        while (!isReady()) {
            if (!process().isAlive()) {
                throw new IllegalStateException("node " + number + " ended instead of starting: see " + log);
            }
            if (Instant.now().isAfter(patience)) {
                throw new IllegalStateException("node " + number + " is not ready after " + START + ": see " + log);
            }
            Thread.sleep(250);
        }
    }

    public void kill() {
        process().destroyForcibly();
    }

    public void awaitEnd() throws InterruptedException {
        if (!process().waitFor(90, TimeUnit.SECONDS)) {
            throw new IllegalStateException("node " + number + " does not end");
        }
    }

    public void askToStop() {
        process().destroy();
    }

    public void freeze() throws Exception {
        Signals.send(process().pid(), "STOP");
    }

    public void thaw() throws Exception {
        Signals.send(process().pid(), "CONT");
    }

    /** Whether this node's process has the connection that begins at this port of the machine and leads to that one. */
    public boolean isConnected(int from, int to) throws IOException {
        var ports = ":%04X [0-9A-F]+:%04X ".formatted(from, to);
        var connection = Pattern.compile(ports);
        var sockets = new HashSet<String>();
        for (var table : List.of("tcp", "tcp6")) {
            Files.readAllLines(Path.of("/proc/net", table)).stream()
                    .filter(line -> connection.matcher(line).find())
                    .map(line -> "socket:[" + line.trim().split("\\s+")[9] + "]")
                    .forEach(sockets::add);
        }
        try (var opened = Files.list(Path.of("/proc", Long.toString(process().pid()), "fd"))) {
            return opened.anyMatch(descriptor -> sockets.contains(target(descriptor)));
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closed) {
            return "";
        }
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    private Process process() {
        if (process == null) {
            throw new IllegalStateException("node " + number + " was never started");
        }
        return process;
    }
}
