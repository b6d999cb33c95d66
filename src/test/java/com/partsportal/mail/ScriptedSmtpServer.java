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
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

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
    /** Every line that was received outside of a message, in clear or through TLS. */
    final List<String> inClear = new CopyOnWriteArrayList<>();

    final List<String> throughTls = new CopyOnWriteArrayList<>();
    final AtomicInteger connections = new AtomicInteger();
    private final Map<Phase, Act> script = new ConcurrentHashMap<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final ServerSocket server;
    private volatile @Nullable SSLContext tls;
    private volatile String startTlsReply = "502 not implemented";

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

    /** Offers STARTTLS, with the certificate of this context. */
    ScriptedSmtpServer offersTls(SSLContext context) {
        tls = context;
        startTlsReply = "220 go on";
        return this;
    }

    ScriptedSmtpServer refusesTls(String reply) {
        startTlsReply = reply;
        return this;
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
            if (play(Phase.GREETING, socket.getOutputStream()) && converse(socket, inClear)) {
                var secure =
                        (SSLSocket) tls.getSocketFactory().createSocket(socket, "127.0.0.1", socket.getPort(), true);
                secure.setUseClientMode(false);
                open.add(secure);
                converse(secure, throughTls);
            }
        }
    }

    /** @return whether the client goes on through TLS */
    private boolean converse(Socket socket, List<String> lines) throws Exception {
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        var out = socket.getOutputStream();
        var goesOn = true;
        while (goesOn) {
            var line = in.readLine();
            if (line == null) {
                return false;
            }
            lines.add(line);
            if (line.equals("STARTTLS") && startTlsReply.startsWith("220")) {
                return say(out, startTlsReply);
            }
            var phase = phase(line);
            if (phase == Phase.RCPT) {
                recipients.add(line);
            }
            goesOn = switch (line.split(" ")[0]) {
                case "STARTTLS" -> say(out, startTlsReply);
                case "AUTH" -> say(out, "235 welcome");
                default -> play(phase, out);
            };
            if (phase == Phase.DATA && goesOn && !script.containsKey(Phase.DATA)) {
                var message = read(in);
                if (!script.containsKey(Phase.DOT)) {
                    messages.add(message);
                }
                goesOn = play(Phase.DOT, out);
            }
        }
        return false;
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

    private String usual(Phase phase) {
        return switch (phase) {
            case GREETING -> "220 mail.test ESMTP";
            case EHLO -> "250-mail.test\r\n" + (tls == null ? "" : "250-STARTTLS\r\n") + "250 AUTH PLAIN";
            case MAIL, RCPT, DOT -> "250 fine";
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
