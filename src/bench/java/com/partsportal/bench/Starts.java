package com.partsportal.bench;

import com.partsportal.harness.PackagedPortal;
import com.partsportal.harness.Postgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long the packaged portal takes until it is ready, on a database that it has used before, and what it holds then. */
final class Starts {

    /** @param cpuSeconds of the JVM until then: the sturdier figure when others use the machine */
    record Start(double seconds, double cpuSeconds, double idleMb) {}

    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    private final Path folder;
    private final Database database;
    private final int port;
    private final int mailPort;
    private final Postgres postgres;

    Starts(Postgres postgres, int port, int mailPort, Path folder) throws IOException {
        this.postgres = postgres;
        this.folder = Files.createDirectories(folder);
        this.port = port;
        this.mailPort = mailPort;
        database = Database.create(postgres, "starts");
    }

    Map<String, List<Start>> measure(Path jar, int rounds) throws Exception {
        var program = new PackagedPortal(jar, folder);
        var plain = program.command("-XX:+UseSerialGC", "-Xmx600m");
        var inJar = new ArrayList<>(plain);
        inJar.set(inJar.size() - 1, jar.toString());
        // makes the tables, and keeps the classes
        program.train(environment(), folder.resolve("training.log"));
        var shared = program.command("-XX:+UseSerialGC", "-Xmx600m");
        var ways = new LinkedHashMap<String, List<String>>();
        ways.put("the jar as it is", inJar);
        ways.put("unpacked, as in the containers", plain);
        ways.put("unpacked, with class data sharing", shared);
        var starts = new LinkedHashMap<String, List<Start>>();
        for (var round = 0; round < rounds; round++) {
            for (var way : ways.entrySet()) {
                var start = start(way.getValue());
                starts.computeIfAbsent(way.getKey(), any -> new ArrayList<>()).add(start);
                Benchmark.say(way.getKey() + ": " + start);
            }
        }
        return starts;
    }

    private Start start(List<String> command) throws Exception {
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(folder.resolve("start.log").toFile()));
        builder.environment().putAll(environment());
        var begin = System.nanoTime();
        var process = builder.start();
        try {
            while (!isReady()) {
                if (!process.isAlive()) {
                    throw new IllegalStateException("it ended instead of starting: see " + folder);
                }
                Thread.sleep(20);
            }
            var seconds = (System.nanoTime() - begin) / 1e9;
            var cpu = Cpu.now(process.pid(), postgres.server()).jvm() / 1000.0;
            Thread.sleep(IDLE.toMillis());
            return new Start(seconds, cpu, residentMb(process.pid()));
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/health/readiness"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static double residentMb(long pid) throws IOException {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            var line =
                    lines.filter(text -> text.startsWith("VmRSS:")).findFirst().orElseThrow();
            return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
        }
    }

    private Map<String, String> environment() {
        return Map.of(
                "SPRING_DATASOURCE_URL",
                database.url,
                "SPRING_DATASOURCE_USERNAME",
                Database.user(),
                "SPRING_MAIL_HOST",
                "127.0.0.1",
                "SPRING_MAIL_PORT",
                Integer.toString(mailPort),
                "PORTAL_BASE_URL",
                "http://portal.example",
                "PORTAL_TOKEN_KEYS",
                "bench:" + Base64.getEncoder().encodeToString(new byte[32]),
                "SERVER_PORT",
                Integer.toString(port));
    }
}
