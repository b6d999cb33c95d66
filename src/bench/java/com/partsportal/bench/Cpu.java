package com.partsportal.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Processor time as Linux counts it, in milliseconds.
 *
 * @param compiler part of the JVM's, which a node that has run for long does not spend any more
 * @param machine of everybody
 */
record Cpu(long jvm, long compiler, long postgres, long own, long machine) {

    private static final long TICK = 10;

    static Cpu now(long jvm, ProcessHandle postmaster) throws IOException {
        var postgres = spent(postmaster.pid(), true);
        for (var session : postmaster.children().toList()) {
            postgres += spent(session.pid(), false);
        }
        return new Cpu(
                spent(jvm, false),
                compiler(jvm),
                postgres,
                spent(ProcessHandle.current().pid(), false),
                ofMachine());
    }

    Cpu since(Cpu before) {
        return new Cpu(
                jvm - before.jvm,
                compiler - before.compiler,
                postgres - before.postgres,
                own - before.own,
                machine - before.machine);
    }

    /** Of processes that have nothing to do with this. */
    long others() {
        return Math.max(0, machine - jvm - postgres - own);
    }

    /** @param children also those that have ended */
    private static long spent(long pid, boolean children) {
        return spent(Path.of("/proc", Long.toString(pid), "stat"), children);
    }

    private static long compiler(long pid) throws IOException {
        var spent = 0L;
        try (var threads = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "task"))) {
            for (var thread : threads) {
                if (isCompiler(thread)) {
                    spent += spent(thread.resolve("stat"), false);
                }
            }
        }
        return spent;
    }

    private static boolean isCompiler(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).matches("C[12] Compiler.*\\s*");
        } catch (IOException ended) {
            return false;
        }
    }

    private static long spent(Path file, boolean children) {
        String line;
        try {
            line = Files.readString(file);
        } catch (IOException ended) {
            return 0;
        }
        var fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
        var ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        if (children) {
            ticks += Long.parseLong(fields[13]) + Long.parseLong(fields[14]);
        }
        return ticks * TICK;
    }

    private static long ofMachine() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/stat"))) {
            var fields = List.of(lines.findFirst().orElseThrow().split(" +"));
            // user nice system, not idle and iowait, irq softirq steal
            return List.of(1, 2, 3, 6, 7, 8).stream()
                            .mapToLong(index -> Long.parseLong(fields.get(index)))
                            .sum()
                    * TICK;
        }
    }
}
