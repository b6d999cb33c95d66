package com.partsportal.dev;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.boot.SpringApplication;
import org.springframework.util.FileSystemUtils;

/** A PostgreSQL whose data is found again at the next start, even when this process and the server were killed. */
final class DevelopmentDatabase {

    private DevelopmentDatabase() {}

    /** Starts it; returns its JDBC address. It stops after the application. */
    static String start(Path data) {
        try {
            var directory = data.resolve("postgres");
            var complete = data.resolve("postgres.complete");
            if (Files.notExists(complete)) {
                FileSystemUtils.deleteRecursively(directory); // killed while it was being made
            }
            endForgottenServer(directory.resolve("postmaster.pid"), directory);
            var log = data.resolve("postgres.log").toFile();
            var postgres = EmbeddedPostgres.builder()
                    .setDataDirectory(directory)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setOutputRedirector(Redirect.appendTo(log))
                    .setErrorRedirector(Redirect.appendTo(log))
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .start();
            Files.writeString(complete, "");
            SpringApplication.getShutdownHandlers().add(() -> stop(postgres));
            return postgres.getJdbcUrl("postgres", "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server outlives a killed JVM, and its file outlives a killed server: end the one, delete the other. */
    private static void endForgottenServer(Path pidFile, Path directory) throws IOException {
        if (Files.notExists(pidFile)) {
            return;
        }
        var pid = Files.readAllLines(pidFile).stream().findFirst().orElse("").strip();
        var server = pid.matches("\\d+") ? ProcessHandle.of(Long.parseLong(pid)) : Optional.<ProcessHandle>empty();
        server.filter(process -> isServerOf(process, directory)).ifPresent(DevelopmentDatabase::end);
        Files.deleteIfExists(pidFile);
    }

    /** Process ids are given out again: only a PostgreSQL on this directory is ours to end. */
    private static boolean isServerOf(ProcessHandle process, Path directory) {
        var command = process.info().commandLine().orElse("");
        return command.contains("postgres") && command.contains(directory.toString());
    }

    private static void end(ProcessHandle server) {
        server.destroy();
        try {
            server.onExit().get(10, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            server.destroyForcibly();
            server.onExit().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        }
    }

    private static void stop(EmbeddedPostgres postgres) {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
