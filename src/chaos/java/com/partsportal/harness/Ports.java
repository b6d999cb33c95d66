package com.partsportal.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Ports of this machine for processes that are started now. */
public final class Ports {

    private Ports() {}

    /** Beginning at different ones, since another run beside this one has not opened all of its own yet. */
    public static List<Integer> free(int count) {
        var ports = new ArrayList<Integer>();
        var first = 18100 + (int) (ProcessHandle.current().pid() % 9) * 10;
        for (var port = first; ports.size() < count && port < 18200; port++) {
            try (var free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                ports.add(free.getLocalPort());
            } catch (IOException taken) {
                // the next one
            }
        }
        return ports;
    }
}
