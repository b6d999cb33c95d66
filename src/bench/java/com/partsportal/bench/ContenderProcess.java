package com.partsportal.bench;

import com.partsportal.harness.MailCopy;
import com.partsportal.harness.Signals;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A contender that runs, or is frozen while others are measured. */
final class ContenderProcess implements AutoCloseable {

    final Contender contender;
    private final Process process;
    private final Path log;
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

    private ContenderProcess(Contender contender, Process process, Path log) {
        this.contender = contender;
        this.process = process;
        this.log = log;
    }

    /** @param settings of this run, over those of the contender */
    static ContenderProcess start(Contender contender, Map<String, String> settings, Path folder) throws Exception {
        var log = folder.resolve(contender.name().toLowerCase() + ".log");
        Files.deleteIfExists(log);
        // as in the containers: a gigabyte for all of it, which means the serial collector
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx600m",
                "-Duser.timezone=UTC",
                "-Dlogging.file.name=" + log,
                "-Dlogging.threshold.console=off",
                "-Dspring.main.banner-mode=off"));
        contender.settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-cp", classpath(contender), ContenderMain.class.getName(), contender.name()));
        var process = new ProcessBuilder(command)
                .redirectError(Redirect.to(
                        folder.resolve(contender.name().toLowerCase() + ".err").toFile()))
                .start();
        var started = new ContenderProcess(contender, process, log);
        started.listen();
        started.await("ready", 300);
        return started;
    }

    long pid() {
        return process.pid();
    }

    void prepare(int count) throws Exception {
        send("prepare " + count);
        await("prepared", 60);
    }

    void run(long seconds) throws Exception {
        send("run");
        await("done", seconds);
    }

    /** Invites one customer, who does not answer; the id of the customer. */
    String inviteOne() throws Exception {
        prepare(1);
        send("invite");
        return answer("customer ", 60).substring("customer ".length());
    }

    Pages.Vendor vendor() throws Exception {
        send("vendor");
        var words = answer("vendor ", 60).split(" ");
        return new Pages.Vendor(words[1], words[2], words[3]);
    }

    /**
     * Has the vendor of a customer read the first page of its list repeatedly until {@link #pages}.
     */
    void readList() {
        send("read");
    }

    /** Ends the reading: how long each page took, in milliseconds. */
    List<Double> pages() throws Exception {
        send("read-no-more");
        return Arrays.stream(answer("pages", 60).split(" "))
                .skip(1)
                .map(Double::valueOf)
                .toList();
    }

    void arrived(MailCopy mail) {
        send("mail " + mail.kind() + " " + mail.link());
    }

    void freeze() throws Exception {
        Signals.send(process.pid(), "STOP");
    }

    void thaw() throws Exception {
        Signals.send(process.pid(), "CONT");
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private synchronized void send(String command) {
        try {
            process.getOutputStream().write((command + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void await(String reply, long seconds) throws InterruptedException {
        answer(reply, seconds);
    }

    private String answer(String begin, long seconds) throws InterruptedException {
        for (var left = seconds; left > 0; left--) {
            var next = said.poll(1, TimeUnit.SECONDS);
            if (next != null && next.startsWith(begin)) {
                return next;
            }
            if (next == null && !process.isAlive()) {
                throw new IllegalStateException(contender + " ended: see " + log);
            }
        }
        throw new IllegalStateException(contender + ": no " + begin + " within " + seconds + " s: see " + log);
    }

    private void listen() {
        var thread = new Thread(() -> {
            try (var out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (var line = out.readLine(); line != null; line = out.readLine()) {
                    if (line.startsWith(ContenderMain.SIGN)) {
                        said.add(line.substring(ContenderMain.SIGN.length()));
                    }
                }
            } catch (IOException ended) {
                // await() notices
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    /** That of this test; Flowable only where it is measured, so that nobody else is configured by it. */
    private static String classpath(Contender contender) {
        var all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(all.split(":"))
                .filter(entry -> contender == Contender.FLOWABLE || !entry.contains("/flowable"))
                .collect(Collectors.joining(":"));
    }
}
