package com.partsportal.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.partsportal.harness.Ports;
import com.partsportal.harness.Postgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/**
 * {@code mvn -Pbench verify}: measures, prints tables and writes them, with every round, to {@code target/bench}. It fails
 * when a contender did not do the work, never because of a figure.
 *
 * <p>{@code -Dbench.form=full} for everything; {@code -Dbench.items=onboarding}, {@code -Dbench.contenders=product,camunda}, {@code
 * -Dbench.rounds=1} and {@code -Dbench.set=name=value;name=value} (settings of the product) for trying out one change, {@code -Dbench.scale=0.01}
 * for less bulk.
 */
class Benchmark {

    private static final Path FOLDER = Path.of("target", "bench").toAbsolutePath();

    private static final Path JAR = Path.of("target", "parts-portal.jar").toAbsolutePath();
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private static final String[] DATABASE = {
        "shared_preload_libraries=pg_stat_statements",
        "max_connections=300",
        // no checkpoint within a round: the first writer after one writes whole pages
        "checkpoint_timeout=1h",
        "max_wal_size=60GB"
    };

    private final Map<String, Object> results = new LinkedHashMap<>();
    private final List<String> wrong = new ArrayList<>();

    @Test
    void measures() throws Exception {
        FileSystemUtils.deleteRecursively(FOLDER);
        Files.createDirectories(FOLDER);
        // the mail server of each item takes the next ones for the contenders, so a page's is behind them
        var ports = Ports.free(2 + Contender.values().length);
        var pagesPort = ports.get(ports.size() - 1);
        try (var postgres = new Postgres(ports.get(0), FOLDER, DATABASE)) {
            attempt("onboarding", () -> with(postgres, settings(), Benchmark::onboardings));
            attempt("levers", () -> levers(postgres));
            attempt(
                    "start",
                    () -> new Starts(postgres, ports.get(1), ports.get(2), FOLDER.resolve("start")).measure(JAR, 3));
            attempt("storm", () -> with(postgres, settings(), Benchmark::storms));
            attempt("pages", () -> {
                var withPort = new HashMap<>(settings());
                withPort.put("server.port", Integer.toString(pagesPort));
                return with(postgres, withPort, contenders -> pages(contenders, pagesPort));
            });
            attempt("sign-in", () -> {
                var exposed = new HashMap<>(settings());
                exposed.put("server.port", Integer.toString(pagesPort));
                exposed.putAll(SignIns.SETTINGS);
                return with(postgres, exposed, contenders -> {
                    contenders.start(Contender.PRODUCT, "sign_in", 200);
                    return new SignIns(pagesPort)
                            .measure(contenders.process(Contender.PRODUCT).vendor());
                });
            });
            attempt("growth", () -> with(postgres, settings(), Benchmark::growth));
        }
        assertThat(wrong).as("who did not do the work").isEmpty();
    }

    private interface Item {
        Map<?, ?> measure() throws Exception;
    }

    private interface OfContenders {
        Map<?, ?> measure(Contenders contenders) throws Exception;
    }

    /** What fails takes nothing from the other items. */
    private void attempt(String item, Item work) {
        if (wants(item)) {
            say(item);
            try {
                publish(item, work.measure());
            } catch (Exception e) {
                wrong.add(item + ": " + e);
                e.printStackTrace();
            }
        }
    }

    private Map<?, ?> with(Postgres postgres, Map<String, String> settings, OfContenders work) throws Exception {
        try (var contenders = new Contenders(postgres, settings, FOLDER)) {
            var measured = work.measure(contenders);
            wrong.addAll(contenders.wrong());
            return measured;
        }
    }

    /** The rounds go forth and back through the contenders. */
    private static Map<Contender, List<Cost>> onboardings(Contenders running) throws Exception {
        var contenders = contenders();
        for (var contender : contenders) {
            running.start(contender, "contender_" + contender.name().toLowerCase(), warmUp());
            running.process(contender).freeze();
        }
        var costs = new EnumMap<Contender, List<Cost>>(Contender.class);
        for (var round = 0; round < rounds(); round++) {
            var order = new ArrayList<>(contenders);
            if (round % 2 == 1) {
                Collections.reverse(order);
            }
            for (var contender : order) {
                running.process(contender).thaw();
                var cost = running.cost(contender, 300, 0);
                running.process(contender).freeze();
                costs.computeIfAbsent(contender, any -> new ArrayList<>()).add(cost);
                say("round " + (round + 1) + ", " + contender + ": " + cost);
            }
        }
        return costs;
    }

    /** The product with one of its settings as the starter has it, one after the other. */
    private Map<String, List<Cost>> levers(Postgres postgres) throws Exception {
        var costs = new LinkedHashMap<String, List<Cost>>();
        var levers = Contender.CAMUNDA.settings.entrySet().stream()
                .collect(Collectors.groupingBy(
                        setting -> lever(setting.getKey()),
                        TreeMap::new,
                        Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        var names = new ArrayList<>(List.of("as shipped"));
        names.addAll(levers.keySet());
        for (var name : names) {
            var back = new HashMap<>(settings());
            back.putAll(levers.getOrDefault(name, Map.of()));
            try (var contenders = new Contenders(postgres, back, FOLDER)) {
                contenders.start(Contender.PRODUCT, "lever_" + costs.size(), 200);
                costs.put(name, List.of(contenders.cost(Contender.PRODUCT, 300, 0)));
                wrong.addAll(contenders.wrong());
            }
            say(name + ": " + costs.get(name));
        }
        return costs;
    }

    /** Settings of one subject are one lever. */
    private static String lever(String setting) {
        return Stream.of("job-execution", "metrics", "eventing")
                .filter(setting::contains)
                .findFirst()
                .orElse(setting.substring(setting.lastIndexOf('.') + 1));
    }

    private static Map<Contender, Storm.Drained> storms(Contenders running) throws Exception {
        var drained = new EnumMap<Contender, Storm.Drained>(Contender.class);
        for (var contender : contenders()) {
            if (contender != Contender.JPA) {
                drained.put(contender, Storm.measure(running, contender, scaled(20_000)));
                say("storm, " + contender + ": " + drained.get(contender));
            }
        }
        return drained;
    }

    /** The product, while more and more other invitations are open. */
    private static Map<Integer, List<Cost>> growth(Contenders running) throws Exception {
        running.start(Contender.PRODUCT, "growth", 400);
        var first = running.process(Contender.PRODUCT).inviteOne();
        Thread.sleep(2000);
        var copies = new InvitationCopies(running.database(Contender.PRODUCT), first);
        var costs = new LinkedHashMap<Integer, List<Cost>>();
        var open = 1;
        for (var wanted : List.of(scaled(1_000), scaled(50_000), scaled(500_000))) {
            copies.make(open, wanted - 1);
            open = wanted;
            var rounds = new ArrayList<Cost>();
            say(open + " are open");
            running.cost(Contender.PRODUCT, 100, open);
            for (var round = 0; round < Math.min(3, rounds()); round++) {
                rounds.add(running.cost(Contender.PRODUCT, 300, open));
                say(open + " open: " + rounds.get(round));
            }
            costs.put(open, rounds);
        }
        return costs;
    }

    /** A vendor with 10,000 customers, then with 50,000 among a million. */
    private static Map<String, Object> pages(Contenders running, int port) throws Exception {
        running.start(Contender.PRODUCT, "pages", 200);
        var process = running.process(Contender.PRODUCT);
        var database = running.database(Contender.PRODUCT);
        var measured = new LinkedHashMap<String, Object>();
        var own = process.vendor();
        var vendors = new LinkedHashMap<String, Integer>(Map.of(own.id(), 1));
        BulkCustomers.make(database, vendors, scaled(10_000));
        measured.put("10 thousand customers", new Pages(running, port).measure(own));
        say("pages: " + measured);
        vendors.put(own.id(), scaled(10_000) + 1);
        for (var other = 0; other < 19; other++) {
            vendors.put(process.vendor().id(), 1);
        }
        BulkCustomers.make(database, vendors, scaled(50_000));
        say(database.count("customer") + " customers");
        var pages = new Pages(running, port);
        measured.put("1 million customers, 50 thousand of them this vendor's", pages.measure(own));
        say("pages: " + measured);
        measured.put("imported into 1 million customers", pages.imports(own, 2_000, 500));
        return measured;
    }

    static void say(String line) {
        System.out.println(LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + " " + line);
    }

    /** As soon as it is measured, so that a later failure takes nothing away. */
    private void publish(String item, Map<?, ?> measured) throws Exception {
        results.put(item, measured);
        JSON.writeValue(FOLDER.resolve("bench.json").toFile(), results);
        var table = Tables.of(item, measured);
        System.out.println(table);
        Files.writeString(FOLDER.resolve(item + ".md"), table);
    }

    private static boolean wants(String item) {
        return List.of(setting(
                                "bench.items",
                                isFull() ? "onboarding,levers,start,storm,growth,pages,sign-in" : "onboarding,start")
                        .split(","))
                .contains(item);
    }

    private static List<Contender> contenders() {
        return Arrays.stream(setting("bench.contenders", "product,camunda,flowable,queue,jpa")
                        .split(","))
                .map(name -> Contender.valueOf(name.strip().toUpperCase()))
                .toList();
    }

    private static int rounds() {
        return Integer.parseInt(setting("bench.rounds", isFull() ? "5" : "3"));
    }

    /** Onboardings before the first round; what the compiler does later than that is in the figures. */
    private static int warmUp() {
        return isFull() ? 2_000 : 400;
    }

    private static Map<String, String> settings() {
        return Arrays.stream(setting("bench.set", "").split(";"))
                .filter(pair -> !pair.isBlank())
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0].strip(), pair -> pair[1].strip()));
    }

    /** Bulk state in the size of this run. */
    private static int scaled(int rows) {
        return (int) (rows * Double.parseDouble(setting("bench.scale", "1")));
    }

    private static boolean isFull() {
        return setting("bench.form", "short").equals("full");
    }

    private static String setting(String name, String usual) {
        var given = System.getProperty(name, "");
        return given.isBlank() ? usual : given;
    }
}
