package com.partsportal.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** HTTP/1.1 as bytes on a socket, so that a test can send what no client library sends. Keeps its connection where the server does. */
public final class RawHttp implements AutoCloseable {

    private static final int PATIENCE_IN_MILLISECONDS = 10_000;

    private final String host;
    private final int port;
    private @Nullable Socket socket;
    private @Nullable InputStream in;

    public RawHttp(String host, int port) {
        this.host = host;
        this.port = port;
    }

    /** @param base address of the server, without a path */
    public RawHttp(String base) {
        this(URI.create(base).getHost(), URI.create(base).getPort());
    }

    /** What the server sent; the status is 0 when it said nothing, -1 for a bare body, as HTTP/0.9 has it. */
    public record Answer(int status, List<String> headers, String body) {

        static final Answer NONE = new Answer(0, List.of(), "");

        public String header(String name) {
            var start = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(line -> line.substring(start.length()).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    /**
     * Sends a request line, header lines and a body as they are, with {@code Host} and, unless the headers say how long the
     * body is, {@code Content-Length}.
     */
    public Answer send(String method, String target, List<String> headers, String body) {
        return send(method, target, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    /** As {@link #send(String, String, List, String)}. */
    public Answer send(String method, String target, List<String> headers, byte[] body) {
        var head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: " + host + ":" + port + "\r\n");
        headers.forEach(line -> head.append(line).append("\r\n"));
        var isMeasured = headers.stream()
                .map(line -> line.toLowerCase(Locale.ROOT))
                .anyMatch(line -> line.startsWith("content-length:") || line.startsWith("transfer-encoding:"));
        if (!isMeasured && (body.length > 0 || !method.equals("GET"))) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(body);
        return exchange(bytes.toByteArray(), method.equals("HEAD"));
    }

    /** Sends these bytes and nothing else. */
    public Answer send(byte[] request) {
        return exchange(request, false);
    }

    private Answer exchange(byte[] request, boolean isHead) {
        for (var attempt = 1; ; attempt++) {
            var fresh = socket == null;
            try {
                open().getOutputStream().write(request);
                return read(isHead);
            } catch (SocketTimeoutException silence) {
                close();
                return Answer.NONE;
            } catch (EOFException nothing) {
                close();
                if (fresh || attempt > 1) {
                    return Answer.NONE;
                }
            } catch (IOException broken) {
                close();
                if (fresh || attempt > 1) {
                    throw new UncheckedIOException(broken);
                }
            }
        }
    }

    private Socket open() throws IOException {
        if (socket == null) {
            socket = new Socket(host, port);
            socket.setSoTimeout(PATIENCE_IN_MILLISECONDS);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
        }
        return socket;
    }

    private Answer read(boolean isHead) throws IOException {
        var first = line();
        while (first.startsWith("HTTP/1.1 100")) {
            line();
            first = line();
        }
        if (!first.startsWith("HTTP/1.1 ")) {
            // before HTTP had heads
            var rest = new String(stream().readAllBytes(), StandardCharsets.UTF_8);
            close();
            return new Answer(-1, List.of(), first + rest);
        }
        var status = Integer.parseInt(first.split(" ")[1]);
        var headers = new ArrayList<String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            headers.add(line);
        }
        var answer = new Answer(status, headers, "");
        var body = isHead || status == 204 || status == 304 ? "" : body(answer);
        if (answer.header("connection").equalsIgnoreCase("close")) {
            close();
        }
        return new Answer(status, headers, body);
    }

    private String body(Answer answer) throws IOException {
        var bytes = new ByteArrayOutputStream();
        if (answer.header("transfer-encoding").equalsIgnoreCase("chunked")) {
            for (var size = size(); size > 0; size = size()) {
                bytes.writeBytes(exactly(size));
                line();
            }
            line();
        } else if (answer.header("content-length").isEmpty()) {
            bytes.writeBytes(stream().readAllBytes());
            close();
        } else {
            bytes.writeBytes(exactly(Integer.parseInt(answer.header("content-length"))));
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private int size() throws IOException {
        return Integer.parseInt(line().split(";")[0].strip(), 16);
    }

    private byte[] exactly(int length) throws IOException {
        var read = stream().readNBytes(length);
        if (read.length < length) {
            throw new EOFException();
        }
        return read;
    }

    private String line() throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (var b = stream().read(); b != '\n'; b = stream().read()) {
            if (b < 0) {
                throw new EOFException();
            }
            if (b != '\r') {
                bytes.write(b);
            }
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private InputStream stream() throws IOException {
        if (in == null) {
            throw new EOFException();
        }
        return in;
    }

    @Override
    public void close() {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException gone) {
            // it is closed
        }
        socket = null;
        in = null;
    }
}
