package com.partsportal.harness;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The packaged jar as a container runs it: unpacked by its own tool, which saves start-up time. With an archive of its
 * classes (class data sharing) the many restarts of a long run cost less still.
 */
public final class PackagedPortal {

    private final Path program;
    private final Path archive;
    private boolean trained;

    public PackagedPortal(Path jar, Path folder) throws Exception {
        var destination = folder.resolve("app");
        run(
                List.of(
                        java(),
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--destination",
                        destination.toString()),
                Map.of(),
                folder.resolve("extract.log"));
        program = destination.resolve(jar.getFileName());
        archive = destination.resolve("classes.jsa");
    }

    /** The jar that is run, beside its libraries. */
    public Path jar() {
        return program;
    }

    /** Starts it once on a database of its own, and keeps which classes it needs. */
    public void train(Map<String, String> environment, Path log) throws Exception {
        var command = new ArrayList<>(command());
        command.add(1, "-XX:ArchiveClassesAtExit=" + archive);
        command.add(1, "-Dspring.context.exit=onRefresh");
        run(command, environment, log);
        trained = true;
    }

    /** For many short lives beside each other. */
    public List<String> command() {
        return command("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx400m", "-Duser.timezone=UTC");
    }

    /** @param options of the JVM */
    public List<String> command(String... options) {
        var command = new ArrayList<>(List.of(java()));
        command.addAll(List.of(options));
        if (trained) {
            command.add("-XX:SharedArchiveFile=" + archive);
        }
        command.addAll(List.of("-jar", program.toString()));
        return command;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static void run(List<String> command, Map<String, String> environment, Path log) throws Exception {
        var builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        var result = builder.start().waitFor();
        if (result != 0) {
            throw new IOException("ended with " + result + ": see " + log);
        }
    }
}
