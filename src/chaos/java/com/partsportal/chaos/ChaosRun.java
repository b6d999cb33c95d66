package com.partsportal.chaos;

import com.partsportal.harness.MailCopy;
import com.partsportal.harness.Node;
import com.partsportal.harness.PackagedPortal;
import com.partsportal.harness.Ports;
import com.partsportal.harness.Postgres;
import com.partsportal.harness.SmtpSink;
import com.partsportal.harness.SmtpSink.Phase;
import com.partsportal.harness.SmtpSink.Rule;
import com.partsportal.harness.SmtpSink.Turn;
import com.partsportal.harness.WebhookSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Database, mail server, two nodes and their customers, and everything that can be done to them. */
final class ChaosRun implements AutoCloseable {

    /** Of an aimed kill: how long it may take until a mail comes by. */
    private static final Duration AIM = Duration.ofMinutes(3);

    /** The database ends the transaction of a frozen node after 40 s; then it takes up to 5 s to find the jobs. */
    private static final Duration END_OF_A_FROZEN_TRANSACTION = Duration.ofSeconds(50);

    /** Of a timer: idle nodes poll for jobs every 5 s, and a poll takes its time on a busy machine. */
    private static final Duration ON_TIME = Duration.ofSeconds(15);

    private final Postgres postgres;
    private final PackagedPortal program;
    private final Path folder;
    private final Map<String, String> settings;
    private final SmtpSink sink;
    private final WebhookSink webhooks;
    private final Mails mails = new Mails();
    private final List<Node> nodes = new ArrayList<>();
    private final Portal portal;
    private final ExecutorService people = Executors.newCachedThreadPool(ChaosRun::daemon);
    private final List<Scenario> scenarios = new CopyOnWriteArrayList<>();
    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private final Set<String> refusedForGood = ConcurrentHashMap.newKeySet();
    private final Set<String> unknownRecipients = ConcurrentHashMap.newKeySet();
    private final JdbcClient sql;
    private final StrandedWork stranded;
    private final Thread hook = new Thread(this::endProcesses);
    final Figures figures;
    private VendorClient vendor;
    private final List<Import> imports = new CopyOnWriteArrayList<>();
    private Thread feed;

    /** @param result the final answer of the portal, or how the import failed; null: not yet known */
    record Import(List<String> addresses, AtomicReference<@Nullable String> result) {}

    /** @param jar of the portal as it is packaged, or of a mutant of it */
    ChaosRun(Path jar, Path folder, Map<String, String> environment, Figures figures) throws Exception {
        this.figures = figures;
        this.folder = folder;
        Files.createDirectories(folder);
        var ports = Ports.free(6);
        postgres = new Postgres(ports.get(0), folder);
        var sinkPorts = List.of(ports.get(1), ports.get(2));
        sink = new SmtpSink(sinkPorts, mails::arrived);
        webhooks = new WebhookSink(ports.get(5));
        settings = new HashMap<>(Map.of(
                "SPRING_DATASOURCE_URL",
                postgres.url(),
                "SPRING_DATASOURCE_USERNAME",
                "postgres",
                "SPRING_MAIL_HOST",
                "127.0.0.1",
                "PORTAL_BASE_URL",
                "http://portal.example",
                "PORTAL_TOKEN_KEYS",
                "chaos:" + Base64.getEncoder().encodeToString(new byte[32]),
                "PORTAL_ADMIN_EMAIL",
                VendorClient.ADMIN,
                "PORTAL_ADMIN_PASSWORD",
                VendorClient.PASSWORD,
                "PORTAL_STAFF_SECOND_FACTOR",
                "optional",
                "PORTAL_RATE_LIMITS_ENABLED",
                "false"));
        settings.put("PORTAL_WEBHOOKS_PRIVATE_TARGETS", "true");
        settings.putAll(environment);
        program = new PackagedPortal(jar, folder);
        for (var number = 0; number < 2; number++) {
            var node = new Node(number, ports.get(3 + number), program, folder, settings);
            node.set("SPRING_MAIL_PORT", Integer.toString(sinkPorts.get(number)));
            nodes.add(node);
        }
        portal = new Portal(nodes);
        var data = new DriverManagerDataSource(postgres.url() + "?connectTimeout=5&socketTimeout=60", "postgres", "");
        sql = JdbcClient.create(data);
        stranded = new StrandedWork(sql);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    Portal portal() {
        return portal;
    }

    VendorClient vendor() {
        return vendor;
    }

    SmtpSink sink() {
        return sink;
    }

    WebhookSink webhooks() {
        return webhooks;
    }

    JdbcClient sql() {
        return sql;
    }

    List<Fault> faults() {
        return List.copyOf(faults);
    }

    List<Scenario> scenarios() {
        return List.copyOf(scenarios);
    }

    /** Recipients to whom the sink said a 5xx at a phase that is the operator's business: an incident is due. */
    Set<String> refusedForGood() {
        return refusedForGood;
    }

    void become(Mutant mutant) throws IOException {
        mutant.into(program.jar());
    }

    /** Makes the many restarts of a long run cheaper. */
    void prepareForManyStarts() throws Exception {
        sql.sql("create database training").update();
        var environment = new HashMap<>(settings);
        environment.put("SPRING_DATASOURCE_URL", postgres.url().replace("/postgres", "/training"));
        environment.put("SERVER_PORT", "0");
        environment.put("SPRING_MAIL_PORT", Integer.toString(sink.port(0)));
        program.train(environment, folder.resolve("training.log"));
        sql.sql("drop database training").update();
        say("trained");
    }

    /** Recipients of whom the sink said that it does not know them: their mails are over, and that is no incident. */
    Set<String> unknownRecipients() {
        return unknownRecipients;
    }

    /** Both nodes at once on the empty database; then a vendor with an API key. */
    void begin() throws Exception {
        var begin = Instant.now();
        nodes.get(0).start();
        nodes.get(1).start();
        nodes.get(0).awaitReady();
        nodes.get(1).awaitReady();
        figures.note("both nodes ready on an empty database after", Duration.between(begin, Instant.now()));
        vendor = VendorClient.open(portal, mails, webhooks);
        say("both nodes are ready, the vendor has its key and an endpoint for webhooks");
    }

    // ---- customers

    /** A file of so many new customers, who are invited at once and never answer. */
    void importFile(int count) {
        var file = imports.size();
        var upload = new Import(
                IntStream.range(0, count)
                        .mapToObj(row -> "ivy" + row + "@file" + file + ".example")
                        .toList(),
                new AtomicReference<>());
        imports.add(upload);
        people.execute(() -> {
            try {
                upload.result.set(vendor.importAndInvite(upload.addresses).toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                upload.result.set(String.valueOf(e.getMessage()));
            }
        });
    }

    List<Import> imports() {
        return List.copyOf(imports);
    }

    /** New customers, so many in a second, until {@link #endFeed}. */
    void feed(double perSecond) {
        feed = new Thread(() -> {
            try {
                while (true) {
                    invite(null);
                    Thread.sleep((long) (1000 / perSecond));
                }
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        });
        feed.setDaemon(true);
        feed.start();
    }

    /** @param atLeast so many customers in all have come before it ends */
    void endFeed(int atLeast) throws InterruptedException {
        while (scenarios.size() < atLeast) {
            Thread.sleep(500);
        }
        feed.interrupt();
        feed.join();
    }

    /** So many at once, all with this plan; null: what comes next. */
    void burst(int count, Scenario.@Nullable Plan plan) {
        for (var i = 0; i < count; i++) {
            invite(plan);
        }
    }

    /** Until everybody has done what they wanted to. */
    void awaitScenarios(Duration patience) throws InterruptedException {
        figures.require(
                "everybody is done within " + patience.toSeconds() + " s",
                waitFor(patience, () -> scenarios.stream().allMatch(scenario -> scenario.over)));
    }

    private synchronized void invite(Scenario.@Nullable Plan plan) {
        var number = scenarios.size();
        var scenario = new Scenario(vendor, number, plan == null ? Scenario.Plan.of(number) : plan, people);
        scenarios.add(scenario);
        people.execute(scenario);
    }

    // ---- kill -9

    /** Lets work pile up behind a mail server that takes its time, and kills the node on it. */
    void killUnderBacklog(int node) throws Exception {
        sink.rule((phase, conversation) -> {
            if (phase == Phase.DOT) {
                Thread.sleep(4000);
            }
            return Turn.USUAL;
        });
        burst(20, null);
        waitFor(AIM, () -> stranded.lockedBy(node, sink) >= 3);
        killed(node, stranded.hold(node, sink), "");
    }

    /** Kills the node on its next mail: when the final dot is read and not answered, or right after the 250 is written. */
    void killAtSend(int node, Phase phase) throws Exception {
        var once = new AtomicBoolean();
        var done = new CountDownLatch(1);
        var victim = new String[1];
        var locked = new ArrayList<StrandedWork.Job>();
        sink.rule((now, conversation) -> {
            if (conversation.node != node) {
                return Turn.USUAL;
            }
            if (now == Phase.DOT && once.compareAndSet(false, true)) {
                victim[0] = conversation.messageId();
                locked.addAll(stranded.hold(node, sink));
                if (phase == Phase.DOT) {
                    nodes.get(node).kill();
                    nodes.get(node).awaitEnd();
                    done.countDown();
                    return Turn.DROP;
                }
            }
            if (now == Phase.AFTER_250 && conversation.messageId().equals(victim[0])) {
                nodes.get(node).kill();
                nodes.get(node).awaitEnd();
                done.countDown();
            }
            return Turn.USUAL;
        });
        if (!done.await(AIM.toSeconds(), TimeUnit.SECONDS)) {
            sink.rule(SmtpSink.OBLIGING);
            say("no mail of node " + node + " came by: a kill that hit nothing");
            nodes.get(node).kill();
            killed(node, List.of(), "");
            return;
        }
        killed(node, locked, hitAt(victim[0], phase));
    }

    /** Kills the node when another system has read its next webhook and has not answered. */
    void killAtWebhook(int number) throws Exception {
        var node = nodes.get(number);
        var once = new AtomicBoolean();
        var done = new CountDownLatch(1);
        webhooks.rule(sender -> {
            if (!node.isAlive() || !node.isConnected(sender, webhooks.port()) || !once.compareAndSet(false, true)) {
                return true;
            }
            node.kill();
            node.awaitEnd();
            done.countDown();
            return false;
        });
        var aimed = done.await(AIM.toSeconds(), TimeUnit.SECONDS);
        webhooks.rule(sender -> true);
        if (!aimed) {
            say("no webhook of node " + number + " came by: a kill that hit nothing");
        }
        killed(number, List.of(), aimed ? "a webhook that was received" : "");
    }

    private String hitAt(String messageId, Phase phase) {
        var sent = sql.sql("select state from sent_mail where message_id = :id")
                .param("id", messageId)
                .query(String.class)
                .optional();
        return sent.filter("SENT"::equals).isPresent() ? "" : "a send at " + phase;
    }

    private void killed(int number, List<StrandedWork.Job> locked, String hit) throws Exception {
        var node = nodes.get(number);
        var from = Instant.now();
        var requests = portal.inFlight(number);
        node.kill();
        node.awaitEnd();
        var dead = Instant.now();
        sink.rule(SmtpSink.OBLIGING);
        var left = stranded.watch(locked, from);
        var hits = new ArrayList<String>();
        if (!hit.isEmpty()) {
            hits.add(hit);
        }
        if (left > 0) {
            hits.add(left + " locked jobs");
        }
        if (requests > 0) {
            hits.add(requests + " requests");
        }
        say("kill -9 of node " + number + " hit " + (hits.isEmpty() ? "nothing" : String.join(", ", hits)));
        node.start();
        node.awaitReady();
        faults.add(new Fault(Fault.Kind.KILLED, number, from.minusSeconds(1), dead, String.join(", ", hits)));
    }

    // ---- a frozen node

    /** Stops the node within a send, for longer than its locks last, and wakes it. */
    void freeze(int number, Duration time) throws Exception {
        var held = new CountDownLatch(1);
        var frozen = new CountDownLatch(1);
        var once = new AtomicBoolean();
        sink.rule((phase, conversation) -> {
            if (phase == Phase.DOT && conversation.node == number && once.compareAndSet(false, true)) {
                held.countDown();
                frozen.await();
            }
            return Turn.USUAL;
        });
        var aimed = held.await(AIM.toSeconds(), TimeUnit.SECONDS);
        var locked = stranded.hold(number, sink);
        var from = Instant.now();
        nodes.get(number).freeze();
        frozen.countDown();
        sink.rule(SmtpSink.OBLIGING);
        var left = stranded.watch(locked, from);
        say("node " + number + " is frozen for " + time.toSeconds() + " s with " + left + " locked jobs");
        Thread.sleep(time.toMillis());
        figures.note("a node frozen within a send: the other one sent nothing for", silence(1 - number, from));
        figures.require(
                "while a node is frozen the other one goes on: " + silence(1 - number, from),
                silence(1 - number, from).compareTo(END_OF_A_FROZEN_TRANSACTION) <= 0);
        nodes.get(number).thaw();
        nodes.get(number).awaitReady();
        faults.add(new Fault(
                Fault.Kind.FROZEN, number, from.minusSeconds(1), Instant.now(), aimed ? left + " locked jobs" : ""));
        say("node " + number + " goes on");
    }

    /** The longest time up to now in which this node sent no mail. */
    private Duration silence(int node, Instant from) {
        var last = from;
        var longest = Duration.ZERO;
        var sent = sink.copies().stream()
                .filter(copy -> copy.node() == node)
                .map(MailCopy::dotAt)
                .filter(from::isBefore);
        for (var at : Stream.concat(sent, Stream.of(Instant.now())).sorted().toList()) {
            var gap = Duration.between(last, at);
            longest = gap.compareTo(longest) > 0 ? gap : longest;
            last = at;
        }
        return longest;
    }

    // ---- the database

    void restartDatabase() throws Exception {
        databaseFault("restarted", postgres::stop, Duration.ZERO);
    }

    void killDatabase() throws Exception {
        databaseFault("killed", postgres::kill, Duration.ZERO);
    }

    /** While it is away, requests are answered 503, and soon. */
    void databaseAway(Duration time) throws Exception {
        databaseFault("away for " + time.toSeconds() + " s", postgres::stop, time);
    }

    private interface Action {
        void run() throws Exception;
    }

    private void databaseFault(String what, Action end, Duration away) throws Exception {
        say("PostgreSQL is " + what);
        var from = Instant.now();
        end.run();
        var probe = new RecoveryProbe(portal, vendor);
        probe.start();
        Thread.sleep(away.toMillis());
        if (away.toSeconds() > 10) {
            figures.note("PostgreSQL away: slowest answer of a node", probe.slowest());
            figures.require(
                    "PostgreSQL away: readiness is 503 on both nodes",
                    nodes.stream().noneMatch(Node::isReady));
        }
        var back = postgres.start();
        var first = probe.firstSuccessOfAll(Duration.ofMinutes(2));
        probe.end();
        figures.slowest("PostgreSQL back until a request of each node succeeds", Duration.between(back, first));
        faults.add(new Fault(Fault.Kind.DATABASE, -1, from, Instant.now(), what));
    }

    // ---- the mail server

    /** A rule for a while. */
    void mailServer(String what, Rule rule, Duration time) throws Exception {
        say("the mail server " + what + " for " + time.toSeconds() + " s");
        var from = Instant.now();
        sink.rule(rule);
        Thread.sleep(time.toMillis());
        sink.rule(SmtpSink.OBLIGING);
        faults.add(new Fault(Fault.Kind.MAIL_SERVER, -1, from, Instant.now(), what));
    }

    /** Nobody listens, for so long; people are invited as ever, and get their mails when it is back. */
    void mailServerAwayWhileInviting(int count, Duration time) throws Exception {
        var usual = median(inviteOneByOne(20));
        say("the mail server is away for " + time.toSeconds() + " s");
        var from = Instant.now();
        sink.away();
        var invited = inviteOneByOne(count);
        Thread.sleep(
                Math.max(0, Duration.between(Instant.now(), from.plus(time)).toMillis()));
        sink.back();
        var back = Instant.now();
        faults.add(new Fault(Fault.Kind.MAIL_SERVER, -1, from, back, "away"));
        say("the mail server is back");
        figures.note("inviting, median: usually", usual);
        figures.note("inviting, median: while the mail server is away", median(invited));
        figures.require(
                "inviting is as fast as usual while the mail server is away: " + median(invited) + " after " + usual,
                median(invited).compareTo(usual.multipliedBy(2).plusMillis(100)) <= 0);
        timersWereOnTime(from, back);
        var drained = waitFor(
                Duration.ofMinutes(10),
                () -> sql.sql("select count(*) from invitation where delivery = 'QUEUED' and status = 'PENDING'")
                                .query(Integer.class)
                                .single()
                        == 0);
        var took = Duration.between(back, Instant.now());
        figures.note("mail server back until " + invited.size() + " waiting mails are sent", took);
        figures.require("mails are drained within 5 minutes: " + took, drained && took.toMinutes() < 5);
    }

    private void timersWereOnTime(Instant from, Instant until) {
        var late = sql.sql("""
                        select extract(epoch from ended_at - expires_at) from invitation
                         where status = 'EXPIRED' and expires_at between :from and :until
                         order by 1 desc""")
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("until", until.minus(ON_TIME).atOffset(ZoneOffset.UTC))
                .query(Double.class)
                .list();
        figures.note("mail server away: invitations that ran out meanwhile", late.size());
        if (!late.isEmpty()) {
            var latest = Duration.ofMillis((long) (late.get(0) * 1000));
            figures.note("mail server away: latest of their expiries", latest);
            figures.require(
                    "expiries are on time while the mail server is away: " + latest, latest.compareTo(ON_TIME) <= 0);
        }
    }

    private List<Scenario> inviteOneByOne(int count) throws InterruptedException {
        var first = scenarios.size();
        for (var i = 0; i < count; i++) {
            burst(1, Scenario.Plan.IGNORE);
            Thread.sleep(250);
        }
        return List.copyOf(scenarios.subList(first, scenarios.size()));
    }

    private static Duration median(List<Scenario> scenarios) {
        var all = scenarios.stream()
                .filter(scenario -> scenario.inviting != null)
                .map(scenario -> scenario.inviting)
                .sorted()
                .toList();
        return all.isEmpty() ? Duration.ZERO : all.get(all.size() / 2);
    }

    /** Answers the first mail that comes to each of these phases with this reply. */
    Rule refusing(String reply, Phase... phases) {
        var left = ConcurrentHashMap.<Phase>newKeySet();
        left.addAll(List.of(phases));
        return (phase, conversation) -> phase != Phase.AFTER_250 && left.remove(phase) ? Turn.reply(reply) : Turn.USUAL;
    }

    /** Some recipients are unknown to it; for some mails its answer says that the operator has to do something. */
    Rule refusingSomeForGood() {
        var decided = ConcurrentHashMap.<String>newKeySet();
        return (phase, conversation) -> {
            var recipient = conversation.recipient();
            if (phase == Phase.RCPT
                    && unknownRecipients.size() < 3
                    && scenarios.stream().anyMatch(s -> s.email.equals(recipient))) {
                unknownRecipients.add(recipient);
            }
            if (phase == Phase.RCPT && unknownRecipients.contains(recipient)) {
                return Turn.reply("550 no such user here");
            }
            if (phase == Phase.DOT
                    && scenarios.stream().anyMatch(s -> s.email.equals(recipient))
                    && (decided.size() < 3 || decided.contains(recipient))) {
                decided.add(recipient);
                refusedForGood.add(recipient);
                return Turn.reply("554 not from you");
            }
            return Turn.USUAL;
        };
    }

    /** Refuses the vendor's first notices for now, so that a job that has sent a mail before runs again. */
    Rule refusingNotices() {
        var left = new AtomicInteger(5);
        return (phase, conversation) ->
                phase == Phase.DOT && conversation.kind().equals("invitation-accepted") && left.getAndDecrement() > 0
                        ? Turn.reply("451 try later")
                        : Turn.USUAL;
    }

    Rule silent() {
        return (phase, conversation) -> {
            if (phase == Phase.CONNECT) {
                Thread.sleep(60_000);
            }
            return Turn.USUAL;
        };
    }

    Rule dripping() {
        return (phase, conversation) -> phase == Phase.EHLO ? conversation.drip() : Turn.USUAL;
    }

    /** At every phase in turn. */
    Rule hangingUp() {
        var turn = new AtomicInteger();
        return (phase, conversation) ->
                phase.ordinal() == turn.getAndIncrement() % Phase.values().length ? Turn.DROP : Turn.USUAL;
    }

    // ---- restarts as an operator does them

    /** One node after the other, under the load of a client that follows readiness. */
    void rollingRestart(Map<String, String> newSettings) throws Exception {
        say("rolling restart");
        var client = new ReadinessClient(portal, vendor, nodes);
        client.start();
        for (var node : nodes) {
            newSettings.forEach(node::set);
            node.askToStop();
            node.awaitEnd();
            node.start();
            node.awaitReady();
            Thread.sleep(2000);
        }
        var failed = client.end();
        figures.note("rolling restart: requests of a client that follows readiness", client.requests());
        figures.note("rolling restart: of these failed", failed.size());
        figures.require("rolling restart: no request failed " + failed, failed.isEmpty());
    }

    // ---- the end

    /**
     * Waits until no work is left that could be done now, and stops the nodes.
     *
     * @param takeOver how long it may have taken until another node had the jobs of a killed or frozen one
     */
    void settle(Duration patience, Duration takeOver) throws Exception {
        say("waiting for the work to be done");
        var until = Instant.now().plus(patience);
        var quiet = 0;
        while (quiet < 3 && Instant.now().isBefore(until)) {
            quiet = busy() == 0 ? quiet + 1 : 0;
            Thread.sleep(500);
        }
        mails.over();
        people.shutdown();
        figures.require("all work is done within " + patience.toSeconds() + " s of the last fault", quiet == 3);
        figures.require("everybody got an answer", people.awaitTermination(60, TimeUnit.SECONDS));
        stranded.end();
        figures.note("taken over after a kill or freeze: slowest of " + stranded.count() + " jobs", stranded.slowest());
        figures.require(
                "stranded work is taken over within " + takeOver.toSeconds() + " s: " + stranded.slowest(),
                stranded.slowest().compareTo(takeOver) <= 0);
        for (var node : nodes) {
            node.askToStop();
        }
        for (var node : nodes) {
            node.awaitEnd();
        }
    }

    /** Jobs that are due, or wait for another try, or have to be done as soon as possible anyway. */
    private int busy() {
        try {
            return sql.sql("""
                            select count(*) from act_ru_job
                             where retries_ > 0
                               and (type_ = 'message' or exception_msg_ is not null or duedate_ <= now() at time zone 'UTC')""").query(Integer.class).single();
        } catch (RuntimeException away) {
            return -1;
        }
    }

    List<String> check() {
        return new Checker(this).violations();
    }

    @Override
    public void close() throws Exception {
        endProcesses();
        sink.close();
        webhooks.close();
        postgres.close();
        Runtime.getRuntime().removeShutdownHook(hook);
    }

    private void endProcesses() {
        for (var node : nodes) {
            try {
                node.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static void say(String line) {
        System.out.println("[chaos] " + Instant.now().toString().substring(11, 19) + " " + line);
    }

    /** @return whether it came true */
    private static boolean waitFor(Duration patience, BooleanSupplier condition) throws InterruptedException {
        var until = Instant.now().plus(patience);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(until)) {
                return false;
            }
            Thread.sleep(200);
        }
        return true;
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    }
}
