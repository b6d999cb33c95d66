package com.partsportal.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** An SMTP server that says what the test wants, at the phase that the test wants. */
class ScriptedSmtpServer implements AutoCloseable {

    /** GREETING, EHLO, MAIL, RCPT, DATA, DOT (the end of the message), QUIT. */
    enum Phase {
        GREETING,
        EHLO,
        MAIL,
        RCPT,
        DATA,
        DOT,
        QUIT
    }

    /** What happens instead of the usual answer. */
    interface Act {
        /** @return whether the conversation goes on */
        boolean play(OutputStream out) throws Exception;
    }

    final List<String> messages = new CopyOnWriteArrayList<>();
    final List<String> recipients = new CopyOnWriteArrayList<>();
    final AtomicInteger connections = new AtomicInteger();
    private final Map<Phase, Act> script = new ConcurrentHashMap<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final ServerSocket server;

    ScriptedSmtpServer() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        inBackground(this::listen);
    }

    int port() {
        return server.getLocalPort();
    }

    ScriptedSmtpServer at(Phase phase, Act act) {
        script.put(phase, act);
        return this;
    }

    ScriptedSmtpServer answers(Phase phase, String reply) {
        return at(phase, out -> say(out, reply));
    }

    ScriptedSmtpServer drops(Phase phase) {
        return at(phase, out -> false);
    }

    /** Says nothing until the latch opens. */
    ScriptedSmtpServer waitsFor(Phase phase, CountDownLatch latch) {
        return at(phase, out -> {
            latch.await();
            return say(out, usual(phase));
        });
    }

    /** A byte now and then, for ever: no single read is slow. */
    ScriptedSmtpServer drips(Phase phase) {
        return at(phase, out -> {
            out.write("250-".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write('x');
                out.flush();
                Thread.sleep(50);
            }
        });
    }

    ScriptedSmtpServer behaves() {
        script.clear();
        return this;
    }

    @Override
    public void close() {
        try {
            server.close();
            for (var socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen() throws Exception {
        while (!server.isClosed()) {
            var socket = server.accept();
            connections.incrementAndGet();
            open.add(socket);
            inBackground(() -> serve(socket));
        }
    }

    private void serve(Socket socket) throws Exception {
        try (socket) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            var out = socket.getOutputStream();
            var goesOn = play(Phase.GREETING, out);
            while (goesOn) {
                var line = in.readLine();
                if (line == null) {
                    return;
                }
                var phase = phase(line);
                if (phase == Phase.RCPT) {
                    recipients.add(line);
                }
                goesOn = play(phase, out);
                if (phase == Phase.DATA && goesOn && !script.containsKey(Phase.DATA)) {
                    var message = read(in);
                    if (!script.containsKey(Phase.DOT)) {
                        messages.add(message);
                    }
                    goesOn = play(Phase.DOT, out);
                }
            }
        }
    }

    private static String read(BufferedReader in) throws IOException {
        var message = new StringBuilder();
        for (var line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            message.append(line).append("\r\n");
        }
        return message.toString();
    }

    private boolean play(Phase phase, OutputStream out) throws Exception {
        var act = script.get(phase);
        return act == null ? say(out, usual(phase)) : act.play(out);
    }

    private static boolean say(OutputStream out, String reply) throws IOException {
        out.write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return true;
    }

    private static String usual(Phase phase) {
        return switch (phase) {
            case GREETING -> "220 mail.test ESMTP";
            case EHLO, MAIL, RCPT, DOT -> "250 fine";
            case DATA -> "354 go on";
            case QUIT -> "221 bye";
        };
    }

    private static Phase phase(String line) {
        Function<String, Boolean> begins = word -> line.regionMatches(true, 0, word, 0, word.length());
        if (begins.apply("MAIL")) {
            return Phase.MAIL;
        }
        if (begins.apply("RCPT")) {
            return Phase.RCPT;
        }
        if (begins.apply("DATA")) {
            return Phase.DATA;
        }
        return begins.apply("QUIT") ? Phase.QUIT : Phase.EHLO;
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void inBackground(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (Exception connectionGone) {
                // The other side hung up, or the test is over.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
