package com.partsportal.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Processor time as Linux counts it, in milliseconds.
 *
 * @param machine of everybody
 */
record Cpu(long jvm, long postgres, long own, long machine) {

    private static final long TICK = 10;

    static Cpu now(long jvm, ProcessHandle postmaster) throws IOException {
        var postgres = spent(postmaster.pid(), true);
        for (var session : postmaster.children().toList()) {
            postgres += spent(session.pid(), false);
        }
        return new Cpu(
                spent(jvm, false), postgres, spent(ProcessHandle.current().pid(), false), ofMachine());
    }

    Cpu since(Cpu before) {
        return new Cpu(jvm - before.jvm, postgres - before.postgres, own - before.own, machine - before.machine);
    }

    /** Of processes that have nothing to do with this. */
    long others() {
        return Math.max(0, machine - jvm - postgres - own);
    }

    /** @param children also those that have ended */
    private static long spent(long pid, boolean children) throws IOException {
        var file = Path.of("/proc", Long.toString(pid), "stat");
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
