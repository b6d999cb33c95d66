package com.partsportal.bench;

import com.partsportal.rig.Copy;
import com.partsportal.rig.Ports;
import com.partsportal.rig.Postgres;
import com.partsportal.rig.SmtpSink;
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
 * The arms of this run. Each is a JVM with a database of its own; whoever is not measured stands still. They share a
 * PostgreSQL, as default settings have it, and a mail server.
 */
final class Arms implements AutoCloseable {

    private static final int WARM_UP = 200;

    private final Postgres postgres;
    private final SmtpSink sink;
    private final Path folder;
    private final Map<String, String> ofProduct;
    private final Map<Arm, ArmProcess> processes = new ConcurrentHashMap<>();
    private final Map<Arm, Database> databases = new EnumMap<>(Arm.class);
    private final List<String> wrong = new ArrayList<>();
    private final Thread hook = new Thread(this::end);

    /** @param ofProduct settings of the product in this run, for one lever after the other */
    Arms(Postgres postgres, Map<String, String> ofProduct, Path folder) {
        this.postgres = postgres;
        this.folder = folder;
        this.ofProduct = ofProduct;
        sink = new SmtpSink(Ports.free(Arm.values().length), this::arrived);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** What contradicts, in any round; then its figures are worth nothing. */
    List<String> wrong() {
        return wrong;
    }

    ArmProcess process(Arm arm) {
        return processes.get(arm);
    }

    Database database(Arm arm) {
        return databases.get(arm);
    }

    /** What this arm sent from the {@code first} mail on, over all arms. */
    List<Copy> mails(Arm arm, int first) {
        var all = sink.copies();
        return all.subList(first, all.size()).stream()
                .filter(mail -> mail.node() == arm.ordinal())
                .toList();
    }

    int mailsSoFar() {
        return sink.copies().size();
    }

    Cpu cpu(Arm arm) throws IOException {
        return Cpu.now(process(arm).pid(), postgres.server());
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
        processes.values().forEach(ArmProcess::close);
    }

    /** On an empty database, and warm: it has done so many onboardings. It goes on running. */
    void start(Arm arm, String name, int warmUp) throws Exception {
        var database = Database.create(postgres, name);
        databases.put(arm, database);
        var settings = new TreeMap<>(Map.of(
                "spring.datasource.url",
                database.url,
                "spring.datasource.username",
                Database.user(),
                "spring.mail.host",
                "127.0.0.1",
                "spring.mail.port",
                Integer.toString(sink.port(arm.ordinal())),
                "portal.base-url",
                "http://portal.example",
                "portal.token-keys",
                "bench:" + Base64.getEncoder().encodeToString(new byte[32]),
                "server.port",
                "0"));
        if (arm == Arm.PRODUCT) {
            settings.putAll(ofProduct);
        }
        processes.put(arm, ArmProcess.start(arm, settings, folder));
        if (arm == Arm.CAMUNDA) {
            database.stockIndexes();
        }
        for (var done = 0; done < warmUp; done += WARM_UP) {
            cost(arm, WARM_UP, 0);
        }
        database.analyze();
        Benchmark.say(arm + " is warm");
    }

    void stop(Arm arm) {
        processes.remove(arm).close();
    }

    /**
     * So many onboardings: invited, mail taken by the mail server, accepted, account made, welcome and notice sent, and
     * nothing of it left under way.
     *
     * @param open others, which stay open meanwhile
     */
    Cost cost(Arm arm, int count, long open) throws Exception {
        var process = processes.get(arm);
        var database = databases.get(arm);
        process.prepare(count);
        var mails = mailsSoFar();
        var accounts = database.count("account");
        var leftBefore = open == 0 ? 0 : left(arm);
        database.forgetStatements();
        var wal = database.walPosition();
        var before = Cpu.now(process.pid(), postgres.server());
        var begin = System.nanoTime();
        process.run(300);
        var seconds = (System.nanoTime() - begin) / 1e9;
        settle(arm, open);
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
        keepProfile(arm.name().toLowerCase(), database, count);
        check(arm, count, open, leftBefore, mails(arm, mails), accounts);
        return cost;
    }

    /** Among many others what is left is not counted, which would cost more than it measures, but looked for by an index. */
    private void settle(Arm arm, long open) throws InterruptedException {
        for (var tries = 0; tries < 600 && (open == 0 ? left(arm) : due(arm)) > 0; tries++) {
            Thread.sleep(50);
        }
    }

    private long due(Arm arm) {
        return database(arm).count(arm.timers + " where " + arm.dueAt + " <= now()");
    }

    private long left(Arm arm) {
        var database = database(arm);
        return arm.leftovers.stream().mapToLong(database::count).sum()
                + database.count("sent_mail where state <> 'SENT'");
    }

    private void check(Arm arm, int count, long open, long leftBefore, List<Copy> mails, long accountsBefore) {
        var database = database(arm);
        var kinds = mails.stream().collect(Collectors.groupingBy(Copy::kind, TreeMap::new, Collectors.counting()));
        var wanted = new TreeMap<>(
                Map.of("invitation", (long) count, "invitation-accepted", (long) count, "welcome", (long) count));
        require(arm, "mails " + kinds, kinds.equals(wanted));
        require(arm, "accounts", database.count("account") - accountsBefore == count);
        require(arm, "customers that are not active", database.count("customer where status <> 'ACTIVE'") == open);
        require(
                arm,
                "invitations that are not accepted",
                database.count("invitation where status <> 'ACCEPTED'") == open);
        require(arm, "work that is left", left(arm) == leftBefore);
    }

    void require(Arm arm, String what, boolean holds) {
        if (!holds) {
            wrong.add(arm + ": " + what);
            Benchmark.say("WRONG: " + arm + ": " + what);
        }
    }

    private void arrived(Copy mail) {
        var arm = Arm.values()[mail.node()];
        var process = processes.get(arm);
        if (process != null) {
            process.arrived(mail);
        }
    }
}
