package com.partsportal.harness;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL that can be stopped, killed and started again on the same port and data. What it commits is on disk. */
public final class Postgres implements AutoCloseable {

    private static final List<String> USUAL = List.of(
            "max_connections=150", "fsync=on", "synchronous_commit=on", "timezone=UTC", "log_min_messages=warning");

    private final int port;
    private final List<String> settings;
    private final Path data;
    private final Path log;
    private final EmbeddedPostgres embedded;
    private final Path programs;

    /** @param more settings of the server, such as {@code wal_level=logical} */
    public Postgres(int port, Path folder, String... more) throws IOException {
        this.port = port;
        settings = Stream.concat(USUAL.stream(), Stream.of(more)).toList();
        data = folder.resolve("postgres");
        log = folder.resolve("postgres.log");
        var builder = EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setOutputRedirector(Redirect.appendTo(log.toFile()))
                .setErrorRedirector(Redirect.appendTo(log.toFile()))
                .setPGStartupWait(Duration.ofSeconds(120));
        settings.stream()
                .map(setting -> setting.split("=", 2))
                .forEach(pair -> builder.setServerConfig(pair[0], pair[1]));
        embedded = builder.start();
        programs = Path.of(server().info().command().orElseThrow()).getParent();
    }

    public String url() {
        return "jdbc:postgresql://localhost:" + port + "/postgres";
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url() + "?connectTimeout=5&socketTimeout=60", "postgres", "");
    }

    /** Open transactions are rolled back, connections are cut. */
    public void stop() throws Exception {
        end(server(), "INT");
    }

    public void kill() throws Exception {
        end(server(), "KILL");
    }

    /** Returns as soon as it takes connections. */
    public Instant start() throws Exception {
        Files.deleteIfExists(data.resolve("postmaster.pid"));
        var command = new ArrayList<String>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "-U")); // it refuses to run as root
        }
        command.addAll(List.of(programs.resolve("postgres").toString(), "-D", data.toString(), "-p", "" + port));
        settings.forEach(setting -> command.addAll(List.of("-c", setting)));
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()))
                .start();
        var patience = Instant.now().plusSeconds(120);
        while (true) {
            try (var connection = connect()) {
                return Instant.now();
            } catch (SQLException notYet) {
                if (Instant.now().isAfter(patience)) {
                    throw notYet;
                }
                Thread.sleep(50);
            }
        }
    }

    @Override
    public void close() throws IOException {
        embedded.close();
    }

    /** The postmaster; its children are the sessions and the server's own workers. */
    public ProcessHandle server() throws IOException {
        var pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    /** Its children go with it; they have to be gone before it may start again. */
    private static void end(ProcessHandle server, String signal) throws Exception {
        var family = new ArrayList<>(server.children().toList());
        family.add(server);
        Signals.send(server.pid(), signal);
        for (var process : family) {
            process.onExit().get(60, TimeUnit.SECONDS);
        }
    }
}
