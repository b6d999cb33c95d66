package com.partsportal.harness;

import java.io.IOException;

/** Signals to a process that this run started. */
public final class Signals {

    private Signals() {}

    public static void send(long pid, String signal) throws IOException, InterruptedException {
        var sent = new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                .inheritIO()
                .start()
                .waitFor();
        if (sent != 0) {
            throw new IOException("no process " + pid + " for SIG" + signal);
        }
    }
}
