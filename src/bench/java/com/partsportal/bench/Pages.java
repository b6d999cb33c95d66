package com.partsportal.bench;

import com.partsportal.harness.MailCopy;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/** What the browsers of a vendor and of its contacts wait for. */
final class Pages {

    /** In milliseconds; 95 of 100 pages took no longer than {@code most}. */
    record Took(double median, double most) {

        static Took of(List<Double> pages) {
            var sorted = pages.stream().sorted().toList();
            return new Took(sorted.get(sorted.size() / 2), sorted.get(sorted.size() * 95 / 100));
        }
    }

    /** @param listByJdbc the list's query alone, by as many clients */
    record Measured(Map<String, Took> pages, double listsPerSecond, double listByJdbc) {}

    /** Rows per second. */
    record Imported(double drafts, double invited) {}

    /** A vendor with a customer that may be copied. */
    record Vendor(String email, String id, String customer) {}

    static final String PASSWORD = "nobody waits for long";

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final Pattern NEXT = Pattern.compile("rel=\"next\"[^>]*href=\"([^\"]+)\"");
    private static final String LIST = "/vendor/customers";
    private static final String NARROW =
            "ranking=B&ranking=C&status=ACTIVE&createdFrom=" + LocalDate.now().minusDays(200);
    private static final int VISITS = 200;
    private static final int ACCEPTANCES = 20;
    private static final int CLIENTS = 4;
    private static final long LOAD_NANOS = 10_000_000_000L;

    private final Contenders contenders;
    private final Database database;
    private final String base;
    private final HttpClient vendor = browser();

    Pages(Contenders contenders, int port) {
        this.contenders = contenders;
        database = contenders.database(Contender.PRODUCT);
        base = "http://localhost:" + port;
    }

    Measured measure(Vendor of) throws Exception {
        signIn(of);
        var first = open(vendor, LIST);
        var found = NEXT.matcher(first.body());
        if (!found.find()) {
            throw new IllegalStateException("the list has no next page");
        }
        var next = found.group(1).replace("&amp;", "&");
        var name = database.sql
                .sql("select company_name from customer where vendor_id = ?::uuid order by created_at offset ? limit 1")
                .params(of.id, database.count("customer where vendor_id = '" + of.id + "'") / 2)
                .query(String.class)
                .single();
        var paths = new LinkedHashMap<String, String>();
        paths.put("list, first page", LIST);
        paths.put("list, next page", next);
        paths.put("list, filtered and sorted", LIST + "?" + NARROW + "&sort=companyName");
        paths.put("search for one", LIST + "?q=" + encoded(name));
        paths.put("search for many, filtered", LIST + "?q=tools&" + NARROW);
        paths.put("counts beside the filters", LIST + "/counts?");
        paths.put("customer", LIST + "/" + of.customer);
        // nobody is the first one whom a portal ever shows a page
        for (var path : paths.values()) {
            visit(path);
        }
        var pages = new LinkedHashMap<String, Took>();
        for (var page : paths.entrySet()) {
            pages.put(page.getKey(), visit(page.getValue()));
        }
        pages.putAll(acceptances());
        return new Measured(pages, perSecond(this::list), perSecond(() -> query(of)));
    }

    /** Files of customers that a vendor's program sends, each worked off in the background. */
    Imported imports(Vendor of, int drafts, int invited) throws Exception {
        return new Imported(rate(of, drafts, false), rate(of, invited, true));
    }

    private double rate(Vendor of, int rows, boolean invite) throws Exception {
        var file = new StringBuilder("company_name,email,phone,ranking\n");
        for (var row = 0; row < rows; row++) {
            file.append("Imported Drives %d,%s-%d@imported.example,+49151%08d,B\n".formatted(row, invite, row, row));
        }
        var login = Base64.getEncoder().encodeToString((of.email + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        var answer = browser()
                .send(
                        HttpRequest.newBuilder(
                                        URI.create(base + "/api/v1/customers/import?dryRun=false&invite=" + invite))
                                .header("Authorization", "Basic " + login)
                                .header("Content-Type", "text/csv")
                                .POST(BodyPublishers.ofString(file.toString()))
                                .build(),
                        BodyHandlers.ofString());
        if (answer.statusCode() != 202) {
            throw new IllegalStateException("an import is answered " + answer.statusCode() + " " + answer.body());
        }
        var id = answer.body().replaceAll(".*\"id\" *: *\"([^\"]+)\".*", "$1");
        while (database.count("customer_import where state = 'RUNNING'") > 0) {
            Thread.sleep(200);
        }
        return database.sql.sql("""
                        select (select count(*) from customer_import_row where import_id = i.id and code is null)
                            / extract(epoch from finished_at - started_at)
                        from customer_import i where id = ?::uuid and state = 'DONE'""").param(id).query(Double.class).single();
    }

    private Took visit(String path) throws Exception {
        var took = new ArrayList<Double>();
        for (var visit = 0; visit < VISITS; visit++) {
            took.add(millis(() -> open(vendor, path)));
        }
        return Took.of(took);
    }

    /** By people who follow the link in their mail; the password is hashed as it should be. */
    private Map<String, Took> acceptances() throws Exception {
        var opened = new ArrayList<Double>();
        var accepted = new ArrayList<Double>();
        var process = contenders.process(Contender.PRODUCT);
        for (var person = 0; person < ACCEPTANCES; person++) {
            var mails = contenders.mailsSoFar();
            process.inviteOne();
            var link = link(mails);
            var path = URI.create(link).getRawPath();
            var browser = browser();
            opened.add(millis(() -> open(browser, path)));
            var csrf = csrf(open(browser, path));
            accepted.add(millis(() -> post(
                    browser,
                    path + "?accept",
                    "_csrf",
                    csrf,
                    "name",
                    "Cora Contact",
                    "password",
                    PASSWORD,
                    "terms",
                    "yes")));
        }
        var pages = new LinkedHashMap<String, Took>();
        pages.put("invitation", Took.of(opened));
        pages.put("accept, password hashed", Took.of(accepted));
        return pages;
    }

    private String link(int mails) throws InterruptedException {
        while (true) {
            var sent = contenders.mails(Contender.PRODUCT, mails).stream()
                    .filter(mail -> mail.kind().equals("invitation"))
                    .map(MailCopy::link)
                    .findFirst();
            if (sent.isPresent()) {
                return sent.get();
            }
            Thread.sleep(20);
        }
    }

    private interface Client extends AutoCloseable {
        void once() throws Exception;

        @Override
        default void close() throws Exception {}
    }

    private Client list() {
        return () -> open(vendor, LIST);
    }

    /** What the list's first page shows, with a connection of its own. */
    private Client query(Vendor of) throws Exception {
        var connection = DriverManager.getConnection(database.url, "postgres", "");
        var select =
                connection.prepareStatement("select c.*, r.label from customer c join ranking r on r.id = c.ranking_id"
                        + " where c.vendor_id = ?::uuid order by c.created_at desc, c.id desc limit 26");
        select.setString(1, of.id);
        return new Client() {
            @Override
            public void once() throws Exception {
                try (var rows = select.executeQuery()) {
                    while (rows.next()) {
                        rows.getString("company_name");
                    }
                }
            }

            @Override
            public void close() throws Exception {
                connection.close();
            }
        };
    }

    private static double perSecond(Callable<Client> clients) throws Exception {
        var threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            var until = System.nanoTime() + LOAD_NANOS;
            var counts = new ArrayList<Callable<Long>>();
            for (var number = 0; number < CLIENTS; number++) {
                counts.add(() -> {
                    var count = 0L;
                    try (var client = clients.call()) {
                        for (; System.nanoTime() < until; count++) {
                            client.once();
                        }
                    }
                    return count;
                });
            }
            var all = 0L;
            for (var count : threads.invokeAll(counts)) {
                all += count.get();
            }
            return all * 1e9 / LOAD_NANOS;
        } finally {
            threads.shutdown();
        }
    }

    private void signIn(Vendor as) throws Exception {
        var form = open(vendor, "/login");
        post(vendor, "/login", "_csrf", csrf(form), "email", as.email, "password", PASSWORD);
    }

    private HttpResponse<String> open(HttpClient browser, String path) throws IOException, InterruptedException {
        var answer =
                browser.send(HttpRequest.newBuilder(URI.create(base + path)).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " is answered " + answer.statusCode());
        }
        return answer;
    }

    private HttpResponse<String> post(HttpClient browser, String path, String... fields)
            throws IOException, InterruptedException {
        var answer = browser.send(
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Origin", base)
                        .POST(BodyPublishers.ofString(form(fields)))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 3) {
            throw new IllegalStateException(path + " is answered " + answer.statusCode());
        }
        return answer;
    }

    /** @param fields names and values in turn */
    static String form(String... fields) {
        var form = new ArrayList<String>();
        for (var field = 0; field < fields.length; field += 2) {
            form.add(fields[field] + "=" + encoded(fields[field + 1]));
        }
        return String.join("&", form);
    }

    static String csrf(HttpResponse<String> page) {
        var found = CSRF.matcher(page.body());
        if (!found.find()) {
            throw new IllegalStateException("a page without form");
        }
        return found.group(1);
    }

    private static double millis(Callable<?> work) throws Exception {
        var begin = System.nanoTime();
        work.call();
        return (System.nanoTime() - begin) / 1e6;
    }

    static HttpClient browser() {
        return HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
