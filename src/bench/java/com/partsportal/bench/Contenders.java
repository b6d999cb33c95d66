package com.partsportal.bench;

import com.partsportal.harness.MailCopy;
import com.partsportal.harness.Ports;
import com.partsportal.harness.Postgres;
import com.partsportal.harness.SmtpSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The contenders of this run. Each is a JVM with a database of its own; those not being measured are frozen. They share a
 * PostgreSQL, as default settings have it, and a mail server.
 */
final class Contenders implements AutoCloseable {

    private static final int WARM_UP = 200;

    private final Postgres postgres;
    private final SmtpSink sink;
    private final Path folder;
    private final Map<String, String> ofProduct;
    private final Map<Contender, ContenderProcess> processes = new ConcurrentHashMap<>();
    private final Map<Contender, Database> databases = new EnumMap<>(Contender.class);
    private final List<String> wrong = new ArrayList<>();
    private final Thread hook = new Thread(this::end);

    /** @param ofProduct settings of the product in this run, for one lever after the other */
    Contenders(Postgres postgres, Map<String, String> ofProduct, Path folder) {
        this.postgres = postgres;
        this.folder = folder;
        this.ofProduct = ofProduct;
        sink = new SmtpSink(Ports.free(Contender.values().length), this::arrived);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** What contradicts, in any round; then its figures are worth nothing. */
    List<String> wrong() {
        return wrong;
    }

    ContenderProcess process(Contender contender) {
        return processes.get(contender);
    }

    Database database(Contender contender) {
        return databases.get(contender);
    }

    /** What this contender sent from the {@code first} mail on, over all contenders. */
    List<MailCopy> mails(Contender contender, int first) {
        var all = sink.copies();
        return all.subList(first, all.size()).stream()
                .filter(mail -> mail.node() == contender.ordinal())
                .toList();
    }

    int mailsSoFar() {
        return sink.copies().size();
    }

    Cpu cpu(Contender contender) throws IOException {
        return Cpu.now(process(contender).pid(), postgres.server());
    }

    /** Writes each statement with its share. */
    void keepProfile(String name, Database database, int count) throws IOException {
        Files.write(folder.resolve(name + "-statements.txt"), database.profile(count));
    }

    @Override
    public void close() {
        end();
        sink.close();
        Runtime.getRuntime().removeShutdownHook(hook);
    }

    private void end() {
        processes.values().forEach(ContenderProcess::close);
    }

    /** On an empty database, and warm: it has done so many onboardings. It goes on running. */
    void start(Contender contender, String name, int warmUp) throws Exception {
        var database = Database.create(postgres, name);
        databases.put(contender, database);
        var settings = new TreeMap<>(Map.of(
                "spring.datasource.url",
                database.url,
                "spring.datasource.username",
                Database.user(),
                "spring.mail.host",
                "127.0.0.1",
                "spring.mail.port",
                Integer.toString(sink.port(contender.ordinal())),
                "portal.base-url",
                "http://portal.example",
                "portal.token-keys",
                "bench:" + Base64.getEncoder().encodeToString(new byte[32]),
                "server.port",
                "0"));
        if (contender == Contender.PRODUCT) {
            settings.putAll(ofProduct);
        }
        processes.put(contender, ContenderProcess.start(contender, settings, folder));
        if (contender == Contender.CAMUNDA) {
            database.stockIndexes();
        }
        for (var done = 0; done < warmUp; done += WARM_UP) {
            cost(contender, WARM_UP, 0);
        }
        database.analyze();
        Benchmark.say(contender + " is warm");
    }

    void stop(Contender contender) {
        processes.remove(contender).close();
    }

    /**
     * So many onboardings: invited, mail taken by the mail server, accepted, account made, welcome and notice sent, and
     * nothing of it left under way.
     *
     * @param open others, which stay open meanwhile
     */
    Cost cost(Contender contender, int count, long open) throws Exception {
        var process = processes.get(contender);
        var database = databases.get(contender);
        process.prepare(count);
        var mails = mailsSoFar();
        var accounts = database.count("account");
        var leftBefore = open == 0 ? 0 : left(contender);
        database.forgetStatements();
        var wal = database.walPosition();
        var before = Cpu.now(process.pid(), postgres.server());
        var begin = System.nanoTime();
        process.run(300);
        var seconds = (System.nanoTime() - begin) / 1e9;
        settle(contender, open);
        var all = (System.nanoTime() - begin) / 1e9;
        var cpu = Cpu.now(process.pid(), postgres.server()).since(before);
        var cost = new Cost(
                (double) database.statements() / count,
                (double) database.transactions() / count,
                database.walSince(wal) / 1024.0 / count,
                (double) (cpu.jvm() + cpu.postgres()) / count,
                (double) cpu.jvm() / count,
                (double) cpu.compiler() / count,
                (double) cpu.postgres() / count,
                count / seconds,
                cpu.others() / (all * 1000 * Runtime.getRuntime().availableProcessors()));
        keepProfile(contender.name().toLowerCase(), database, count);
        check(contender, count, open, leftBefore, mails(contender, mails), accounts);
        return cost;
    }

    /** Among many others what is left is not counted, which would cost more than it measures, but looked for by an index. */
    private void settle(Contender contender, long open) throws InterruptedException {
        for (var tries = 0; tries < 600 && (open == 0 ? left(contender) : due(contender)) > 0; tries++) {
            Thread.sleep(50);
        }
    }

    private long due(Contender contender) {
        return database(contender).count(contender.timers + " where " + contender.dueAt + " <= now()");
    }

    private long left(Contender contender) {
        var database = database(contender);
        return contender.leftovers.stream().mapToLong(database::count).sum()
                + database.count("sent_mail where state <> 'SENT'");
    }

    private void check(
            Contender contender, int count, long open, long leftBefore, List<MailCopy> mails, long accountsBefore) {
        var database = database(contender);
        var kinds = mails.stream().collect(Collectors.groupingBy(MailCopy::kind, TreeMap::new, Collectors.counting()));
        var wanted = new TreeMap<>(
                Map.of("invitation", (long) count, "invitation-accepted", (long) count, "welcome", (long) count));
        require(contender, "mails " + kinds, kinds.equals(wanted));
        require(contender, "accounts", database.count("account") - accountsBefore == count);
        require(
                contender,
                "customers that are not active",
                database.count("customer where status <> 'ACTIVE'") == open);
        require(
                contender,
                "invitations that are not accepted",
                database.count("invitation where status <> 'ACCEPTED'") == open);
        require(contender, "work that is left", left(contender) == leftBefore);
    }

    void require(Contender contender, String what, boolean holds) {
        if (!holds) {
            wrong.add(contender + ": " + what);
            Benchmark.say("WRONG: " + contender + ": " + what);
        }
    }

    private void arrived(MailCopy mail) {
        var contender = Contender.values()[mail.node()];
        var process = processes.get(contender);
        if (process != null) {
            process.arrived(mail);
        }
    }
}
