package com.partsportal.fire;

import java.io.IOException;

/** Signals to a process that this run started. */
final class Signals {

    private Signals() {}

    static void send(long pid, String signal) throws IOException, InterruptedException {
        var sent = new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                .inheritIO()
                .start()
                .waitFor();
        if (sent != 0) {
            throw new IOException("no process " + pid + " for SIG" + signal);
        }
    }
}
