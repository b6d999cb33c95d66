package com.partsportal.bench;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long a person waits for signing in: alone, and beside another client that guesses passwords over many connections.
 * The limits on failures are off, which would end the guessing soon: what is measured is the queue of password hashing.
 */
final class SignIns {

    /** @param refused sign-ins of the person that were not let in at once */
    record SignedIn(Pages.Took took, double longest, int refused, double guessesPerSecond) {}

    /** So that only the queue bounds the guessing. */
    static final Map<String, String> SETTINGS = Map.of(
            "portal.limits.sign-in-failures", "100000000/PT1M",
            "portal.limits.sign-in-failures-of-client", "100000000/PT1M",
            "portal.limits.sign-in-failures-of-account", "100000000/PT1M");

    private static final int CONNECTIONS = 60;
    private static final int TIMES = 40;

    /** Another client than the person's; all of 127/8 is this machine. */
    private static final String GUESSER = "127.0.0.2";

    private final int port;
    private final String base;

    SignIns(int port) {
        this.port = port;
        this.base = "http://127.0.0.1:" + port;
    }

    Map<String, SignedIn> measure(Pages.Vendor person) throws Exception {
        signIn(person, 10);
        var measured = new LinkedHashMap<String, SignedIn>();
        measured.put("alone", signIn(person, TIMES));
        var guessing = new AtomicBoolean(true);
        var guesses = new AtomicLong();
        var threads = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            for (var connection = 0; connection < CONNECTIONS; connection++) {
                threads.execute(() -> guess(guessing, guesses));
            }
            TimeUnit.SECONDS.sleep(2);
            var begin = System.nanoTime();
            var before = guesses.get();
            var beside = signIn(person, TIMES);
            var seconds = (System.nanoTime() - begin) / 1e9;
            measured.put(
                    "beside a client that guesses over " + CONNECTIONS + " connections",
                    new SignedIn(
                            beside.took(), beside.longest(), beside.refused(), (guesses.get() - before) / seconds));
        } finally {
            guessing.set(false);
            threads.shutdown();
            threads.awaitTermination(30, TimeUnit.SECONDS);
        }
        return measured;
    }

    private SignedIn signIn(Pages.Vendor person, int times) throws Exception {
        var took = new ArrayList<Double>();
        var refused = 0;
        for (var time = 0; time < times; time++) {
            var browser = Pages.browser();
            var form = browser.send(get("/login"), BodyHandlers.ofString());
            var body = Pages.form("_csrf", Pages.csrf(form), "email", person.email(), "password", Pages.PASSWORD);
            var begin = System.nanoTime();
            var answer = browser.send(post("/login", body), BodyHandlers.ofString());
            took.add((System.nanoTime() - begin) / 1e6);
            if (answer.statusCode() != 302) {
                refused++;
            }
        }
        return new SignedIn(Pages.Took.of(took), Collections.max(took), refused, 0);
    }

    private HttpRequest get(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).build();
    }

    private HttpRequest post(String path, String form) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", base)
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
    }

    /** Over one connection, each guess as soon as the one before is answered. */
    private void guess(AtomicBoolean guessing, AtomicLong guesses) {
        var login = Base64.getEncoder().encodeToString("nobody@guess.example:wrong".getBytes(StandardCharsets.UTF_8));
        var request = ("GET /api/v1/me HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic " + login + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        while (guessing.get()) {
            try (var socket = new Socket()) {
                socket.bind(new InetSocketAddress(GUESSER, 0));
                socket.connect(new InetSocketAddress("127.0.0.1", port), 5_000);
                socket.setSoTimeout(30_000);
                var answers = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
                while (guessing.get()) {
                    socket.getOutputStream().write(request);
                    skipAnswer(answers);
                    guesses.incrementAndGet();
                }
            } catch (IOException closed) {
                // the server closes a connection now and then: the next one
            }
        }
    }

    @SuppressWarnings("deprecation") // header lines are ASCII
    private static void skipAnswer(DataInputStream answers) throws IOException {
        var length = 0;
        for (var line = answers.readLine(); ; line = answers.readLine()) {
            if (line == null) {
                throw new IOException("closed");
            }
            if (line.isEmpty()) {
                answers.readNBytes(length);
                return;
            }
            if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
    }
}
