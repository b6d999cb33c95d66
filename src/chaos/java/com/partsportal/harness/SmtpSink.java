package com.partsportal.harness;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A mail server that is steered at every phase of a conversation, one port for each node, and that remembers what it
 * got. Existing test servers have no hook between the final dot and the 250, nor behind the 250.
 */
public final class SmtpSink implements AutoCloseable {

    /** When a rule is applied; all but the last before the usual answer is given. */
    public enum Phase {
        CONNECT,
        EHLO,
        MAIL,
        RCPT,
        DATA,
        DOT,
        AFTER_250
    }

    /** What the sink does instead of, or with, its usual answer. A rule may also wait, or kill a node. */
    public interface Rule {
        Turn at(Phase phase, Conversation conversation) throws Exception;
    }

    /** @param reply null: hang up without a word */
    public record Turn(boolean usual, @Nullable String reply) {
        public static final Turn USUAL = new Turn(true, null);
        public static final Turn DROP = new Turn(false, null);

        public static Turn reply(String line) {
            return new Turn(false, line);
        }
    }

    /** One mail that a node is handing over. */
    public static final class Conversation {
        public final int node;
        private final Socket socket;
        private volatile @Nullable String recipient;
        private volatile @Nullable String messageId;
        private volatile @Nullable String kind;

        private Conversation(int node, Socket socket) {
            this.node = node;
            this.socket = socket;
        }

        public String recipient() {
            return recipient == null ? "" : recipient;
        }

        public String messageId() {
            return messageId == null ? "" : messageId;
        }

        /** Known from the final dot on, like the Message-ID. */
        public String kind() {
            return kind == null ? "" : kind;
        }

        /** A byte now and then until the other side gives up. */
        public Turn drip() throws Exception {
            say("250-");
            while (true) {
                socket.getOutputStream().write('x');
                socket.getOutputStream().flush();
                Thread.sleep(300);
            }
        }

        private void say(String line) throws IOException {
            socket.getOutputStream().write(line.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
        }
    }

    public static final Rule OBLIGING = (phase, conversation) -> Turn.USUAL;

    private static final Pattern LINK = Pattern.compile("https?://\\S+");
    private static final Session PARSER = Session.getInstance(new Properties());

    private final int[] ports;
    private final ServerSocket[] listening;
    private final Consumer<MailCopy> onMail;
    private final List<MailCopy> copies = new ArrayList<>();
    private final Set<Conversation> open = ConcurrentHashMap.newKeySet();
    private volatile Rule rule = OBLIGING;

    /** @param onMail called for every email as soon as its final dot is read and it is not refused */
    public SmtpSink(List<Integer> ports, Consumer<MailCopy> onMail) {
        this.ports = ports.stream().mapToInt(Integer::intValue).toArray();
        this.onMail = onMail;
        listening = new ServerSocket[this.ports.length];
        back();
    }

    public int port(int node) {
        return ports[node];
    }

    public void rule(Rule next) {
        rule = next;
    }

    /** Nobody listens any more, and every conversation is cut. */
    public void away() {
        try {
            for (var server : listening) {
                server.close();
            }
            for (var conversation : open) {
                conversation.socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void back() {
        try {
            for (var node = 0; node < ports.length; node++) {
                var server = new ServerSocket();
                server.setReuseAddress(true);
                server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), ports[node]), 200);
                listening[node] = server;
                var sender = node;
                inBackground(() -> listen(sender, server));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything that it got, in the order of the final dots. */
    public List<MailCopy> copies() {
        synchronized (copies) {
            return List.copyOf(copies);
        }
    }

    /** The mails that this node is handing over at this moment and whose Message-ID is known. */
    public List<String> inFlight(int node) {
        return open.stream()
                .filter(conversation -> conversation.node == node)
                .map(Conversation::messageId)
                .filter(id -> !id.isEmpty())
                .toList();
    }

    @Override
    public void close() {
        away();
    }

    private void listen(int node, ServerSocket server) throws IOException {
        while (!server.isClosed()) {
            var conversation = new Conversation(node, server.accept());
            open.add(conversation);
            inBackground(() -> serve(conversation));
        }
    }

    private void serve(Conversation with) throws Exception {
        try (var socket = with.socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            if (!answer(with, Phase.CONNECT, "220 sink.test ESMTP")) {
                return;
            }
            for (var line = line(in); line != null; line = line(in)) {
                var goesOn =
                        switch (line.substring(0, Math.min(4, line.length())).toUpperCase()) {
                            case "EHLO", "HELO" -> answer(with, Phase.EHLO, "250 sink.test");
                            case "MAIL" -> answer(with, Phase.MAIL, "250 fine");
                            case "RCPT" -> {
                                with.recipient = line.replaceAll(".*<(.*)>.*", "$1");
                                yield answer(with, Phase.RCPT, "250 fine");
                            }
                            case "DATA" -> answer(with, Phase.DATA, "354 go on") && receive(with, in);
                            case "QUIT" -> {
                                with.say("221 bye\r\n");
                                yield false;
                            }
                            default -> {
                                with.say("250 fine\r\n");
                                yield true;
                            }
                        };
                if (!goesOn) {
                    return;
                }
            }
        } finally {
            open.remove(with);
        }
    }

    private boolean receive(Conversation with, InputStream in) throws Exception {
        var message = message(in);
        if (message == null) {
            return false;
        }
        var copy = parse(with, message);
        with.messageId = copy.messageId();
        with.kind = copy.kind();
        var turn = rule.at(Phase.DOT, with);
        if (!turn.usual && turn.reply != null) {
            with.say(turn.reply + "\r\n");
            return true;
        }
        // From here on nobody can know whether a server that says nothing more delivers it: it does.
        var index = remember(copy);
        onMail.accept(copy);
        if (!turn.usual) {
            return false;
        }
        with.say("250 taken\r\n");
        answered(index);
        return rule.at(Phase.AFTER_250, with).usual;
    }

    private int remember(MailCopy copy) {
        synchronized (copies) {
            copies.add(copy);
            return copies.size() - 1;
        }
    }

    private void answered(int index) {
        synchronized (copies) {
            var copy = copies.get(index);
            copies.set(
                    index,
                    new MailCopy(
                            copy.messageId(),
                            copy.kind(),
                            copy.recipient(),
                            copy.link(),
                            copy.node(),
                            copy.dotAt(),
                            Instant.now()));
        }
    }

    /** @return whether the usual answer was given, and the conversation goes on as usual */
    private boolean answer(Conversation with, Phase phase, String usual) throws Exception {
        var turn = rule.at(phase, with);
        if (!turn.usual && turn.reply == null) {
            return false;
        }
        with.say((turn.usual ? usual : turn.reply) + "\r\n");
        // After a refusal the client may say QUIT, but it must not send the message.
        return turn.usual || phase != Phase.DATA;
    }

    private static @Nullable String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var c = in.read(); c >= 0; c = in.read()) {
            if (c == '\n') {
                return line.toString().strip();
            }
            line.append((char) c);
        }
        return null;
    }

    /** Up to the final dot; null when the connection ends before it. */
    private static byte @Nullable [] message(InputStream in) throws IOException {
        var message = new ByteArrayOutputStream();
        for (var line = line(in); line != null; line = line(in)) {
            if (line.equals(".")) {
                return message.toByteArray();
            }
            message.write((line.startsWith("..") ? line.substring(1) : line).getBytes(StandardCharsets.ISO_8859_1));
            message.write('\n');
        }
        return null;
    }

    private static MailCopy parse(Conversation with, byte[] message) throws Exception {
        var mail = new MimeMessage(PARSER, new ByteArrayInputStream(message));
        var link = LINK.matcher(text(mail));
        return new MailCopy(
                mail.getMessageID(),
                mail.getHeader("X-Parts-Portal-Mail", null),
                with.recipient(),
                link.find() ? link.group() : null,
                with.node,
                Instant.now(),
                null);
    }

    private static String text(MimeMessage mail) throws MessagingException, IOException {
        return ((Multipart) mail.getContent()).getBodyPart(0).getContent().toString();
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void inBackground(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (Exception connectionGone) {
                // The other side was killed, or gave up: that is what this is for.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
