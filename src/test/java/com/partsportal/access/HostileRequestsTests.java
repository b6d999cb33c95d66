package com.partsportal.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.account.AccountId;
import com.partsportal.account.Accounts;
import com.partsportal.account.Role;
import com.partsportal.customer.Customers;
import com.partsportal.customer.NewCustomer;
import com.partsportal.shared.EmailAddress;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.Mailbox;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.RawHttp;
import com.partsportal.vendor.ApiKeys;
import com.partsportal.vendor.NewApiKey;
import com.partsportal.vendor.VendorId;
import com.partsportal.vendor.Vendors;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.http.server.PathContainer;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Every request is served or refused, and never answered with a failure of ours: to every controller and from every role,
 * over a socket, since Tomcat's own parsing is a part of it.
 */
@PortalTest
class HostileRequestsTests {

    /** What only a program that failed says. */
    private static final Pattern INNARDS = Pattern.compile(
            "\\bat (org|com|java|jakarta)\\.[a-z]+\\.|[a-z]Exception\\b"
                    + "|\\b(org\\.(springframework|apache|hibernate|postgresql|thymeleaf|camunda)|com\\.(partsportal|fasterxml)|java\\.(lang|util|sql))\\."
                    + "|PSQL(Exception|State)|SQLSTATE|(?i:select [a-z_., ]+ from )|(?i:insert into )|Whitelabel|Apache Tomcat/");

    private static final String NUL = "a%00b";

    private static final String CSRF = "b2c5f3a0-0000-4000-8000-000000000000";

    /** Spring masks a token by exclusive-or with random bytes, which may be zeros. */
    private static final String MASKED_CSRF = Base64.getUrlEncoder()
            .encodeToString(HostileInputs.bytes("\0".repeat(CSRF.length()) + CSRF))
            .replace("=", "%3D");

    private final Map<String, String> sessions = new LinkedHashMap<>();
    private final Map<String, String> emails = new LinkedHashMap<>();
    private final Map<String, UUID> ids = new TreeMap<>();
    private final Map<String, Integer> failures = new TreeMap<>();
    private final Map<String, Set<String>> sentBy = new HashMap<>();
    private int sent;

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext context;

    @Autowired
    People people;

    @Autowired
    LoginsByRole staff;

    @Autowired
    Accounts accounts;

    @Autowired
    Vendors vendors;

    @Autowired
    Customers customers;

    @Autowired
    ApiKeys keys;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Jobs jobs;

    @Autowired
    Mailbox mailbox;

    private RawHttp http;
    private String key = "";
    private String invitation = "";

    @BeforeEach
    void somebodyOfEachRole() {
        http = new RawHttp("localhost", port);
        var n = UUID.randomUUID().toString().substring(0, 8);
        var vendor = people.vendor("Acme Machining", "vera-" + n + "@hostile.example");
        var company = people.company(vendor, "Initech", "mona-" + n + "@hostile.example");
        customers.add(
                vendor.id(),
                new NewCustomer("Wayne", "wayne-" + n + "@hostile.example", null, "A", true, null, null, null),
                vendor.admin());
        jobs.runDue();
        invitation =
                mailbox.await("wayne-" + n + "@hostile.example", "invitation").path();
        var member = people.member(company, "carl-" + n + "@hostile.example", Role.CUSTOMER_USER);
        var tom = staff.with(Role.TEAM_MEMBER);
        vendors.join(vendor.id(), tom.id(), Role.TEAM_MEMBER);
        sign(Role.VENDOR_ADMIN, vendor.email(), People.PASSWORD);
        sign(Role.CUSTOMER_MANAGER, company.email(), People.PASSWORD);
        sign(Role.CUSTOMER_USER, "carl-" + n + "@hostile.example", People.PASSWORD);
        for (var role : Role.values()) {
            if (!emails.containsKey(role.name())) {
                sign(role, staff.with(role).email(), LoginsByRole.PASSWORD);
            }
        }
        key = keys.issue(vendor.id(), new NewApiKey("hostile", false, null), vendor.admin())
                .key();
        ids.put("/vendor/customers/", company.customer().value());
        ids.put("/api/v1/customers/", company.customer().value());
        ids.put("/vendor/team/", tom.id().value());
        ids.put("/portal/users/", member);
        ids.put("/vendor/rankings/", ranking(vendor.id()));
        ids.put("/admin/staff/", id(emails.get(Role.SUPPORT.name())).value());
        ids.put("/admin/vendors/", vendor.id().value());
    }

    private final Map<String, String> passwords = new LinkedHashMap<>();

    private void sign(Role role, String email, String password) {
        emails.put(role.name(), email);
        passwords.put(role.name(), password);
    }

    private AccountId id(String email) {
        return accounts.byEmail(new EmailAddress(email)).orElseThrow().id();
    }

    private UUID ranking(VendorId vendor) {
        return jdbc.sql("select id from ranking where vendor_id = :vendor limit 1")
                .param("vendor", vendor.value())
                .query(UUID.class)
                .single();
    }

    @AfterEach
    void close() {
        http.close();
    }

    /**
     * Each kind of input to at least one route of each controller that can take it, and from each role; to each field two
     * of the values, and to each route something from roles that it does not let in.
     */
    @Test
    void everyControllerServesOrRefusesWhateverIsSent() {
        var routes = MappedRoute.all(context);
        var turn = 0;
        for (var ofController : byController(routes).values()) {
            for (var kind : KINDS) {
                var fitting = ofController.stream().filter(kind.fits()).toList();
                if (!fitting.isEmpty()) {
                    var route = fitting.get(turn++ % fitting.size());
                    send(kind, route, nextRole(kind, admitted(route)));
                }
            }
        }
        for (var role : callers(routes)) {
            for (var kind : KINDS) {
                if (!isSent(kind, role)) {
                    send(kind, routeFor(kind, role, routes, turn++), role);
                }
            }
        }
        for (var route : routes) {
            for (var field : route.fields()) {
                field(route, admitted(route).get(0), field, NUL);
                field(
                        route,
                        admitted(route).get(0),
                        field,
                        HostileInputs.VALUES.get(turn++ % HostileInputs.VALUES.size()));
            }
            var others = callers(route);
            others.removeAll(admitted(route));
            for (var i = 0; i < Math.min(2, others.size()); i++) {
                glance(route, others.get(turn++ % others.size()));
            }
        }
        report();
        for (var role : callers(routes)) {
            assertThat(KINDS).as("sent by " + role).allMatch(kind -> isSent(kind, role));
        }
        assertThat(sent).as("requests").isGreaterThan(3_000);
    }

    @Test
    void whatTomcatRefusesIsRefusedInTheSameWay() {
        for (var path :
                List.of("/login", "/api/v1/me", "/vendor/customers", "/app.css", "/actuator/health", "/nowhere")) {
            for (var request : HostileInputs.REQUESTS) {
                var bytes = HostileInputs.bytes(request.replace("PATH", path));
                check(request.replace("PATH", path), http.send(bytes));
                http.close();
            }
            for (var header : HostileInputs.HEADERS) {
                check("GET " + path + " " + header, http.send("GET", path, List.of(header), new byte[0]));
            }
        }
        report();
    }

    // ---- what is sent

    /**
     * One input, and the routes that can take it.
     *
     * @param name for the account of what was sent
     */
    private record Kind(String name, Predicate<MappedRoute> fits, String input, Sender sender) {}

    private interface Sender {
        void send(HostileRequestsTests test, MappedRoute route, String role, String input);
    }

    private static final List<Kind> KINDS = kinds();

    private static List<Kind> kinds() {
        Predicate<MappedRoute> any = route -> true;
        Predicate<MappedRoute> changing = route -> !route.isReading();
        var kinds = new ArrayList<Kind>();
        add(
                kinds,
                "path",
                MappedRoute::hasVariable,
                HostileInputs.PATH_PARTS,
                (test, route, role, part) -> test.send(route, role, route.path(part), List.of(), ""));
        add(
                kinds,
                "query",
                any,
                HostileInputs.QUERIES,
                (test, route, role, query) -> test.send(route, role, test.path(route) + "?" + query, List.of(), ""));
        add(
                kinds,
                "header",
                any,
                HostileInputs.HANDLED,
                (test, route, role, header) ->
                        test.send(route, role, test.path(route), List.of(header), route.isReading() ? "" : "{}"));
        add(kinds, "form", changing, HostileInputs.FORMS, (test, route, role, body) -> test.form(route, role, body));
        add(
                kinds,
                "json",
                changing.and(MappedRoute::isApi),
                HostileInputs.JSON,
                (test, route, role, body) -> test.json(route, role, body));
        add(
                kinds,
                "csv",
                changing.and(MappedRoute::isApi),
                List.of("\u0000;\n\""),
                (test, route, role, body) ->
                        test.send(route, role, test.path(route), List.of("Content-Type: text/csv"), body));
        add(
                kinds,
                "value",
                MappedRoute::hasFields,
                HostileInputs.VALUES,
                (test, route, role, value) ->
                        test.field(route, role, route.fields().get(0), value));
        add(
                kinds,
                "name",
                MappedRoute::hasFields,
                HostileInputs.NAMES,
                (test, route, role, name) -> test.complete(
                        route,
                        role,
                        route.fields().get(0),
                        name.formatted(route.fields().get(0)) + "=1"));
        add(
                kinds,
                "multipart",
                changing,
                HostileInputs.MULTIPART,
                (test, route, role, body) -> test.send(
                        route,
                        role,
                        test.path(route),
                        List.of("Content-Type: multipart/form-data; boundary=b"),
                        body.replace("FIELD", route.hasFields() ? route.fields().get(0) : "file")));
        return List.copyOf(kinds);
    }

    private static void add(
            List<Kind> kinds, String name, Predicate<MappedRoute> fits, List<String> inputs, Sender sender) {
        for (var i = 0; i < inputs.size(); i++) {
            kinds.add(new Kind(name + " " + i, fits, inputs.get(i), sender));
        }
    }

    private void send(Kind kind, MappedRoute route, String role) {
        sentBy.computeIfAbsent(role, it -> new HashSet<>()).add(kind.name());
        kind.sender().send(this, route, role, kind.input());
    }

    private boolean isSent(Kind kind, String role) {
        return sentBy.getOrDefault(role, Set.of()).contains(kind.name());
    }

    /** One that has not sent it yet, if there is one. */
    private String nextRole(Kind kind, List<String> admitted) {
        return admitted.stream().filter(role -> !isSent(kind, role)).findFirst().orElse(admitted.get(0));
    }

    /** A route that takes it and lets the role in; when there is none, one that refuses the role. */
    private MappedRoute routeFor(Kind kind, String role, List<MappedRoute> routes, int turn) {
        var fitting = routes.stream()
                .filter(kind.fits())
                .filter(route -> callers(route).contains(role))
                .toList();
        var admitting =
                fitting.stream().filter(route -> admitted(route).contains(role)).toList();
        var chosen = admitting.isEmpty() ? fitting : admitting;
        return chosen.get(turn % chosen.size());
    }

    private static Map<String, List<MappedRoute>> byController(List<MappedRoute> routes) {
        return routes.stream()
                .collect(Collectors.groupingBy(MappedRoute::controller, TreeMap::new, Collectors.toList()));
    }

    /** One field is wrong in a form that is complete otherwise. */
    private void field(MappedRoute route, String role, String field, String value) {
        complete(route, role, field, field + "=" + value);
    }

    private void complete(MappedRoute route, String role, String field, String pair) {
        var others = route.fields().stream()
                .filter(other -> !other.equals(field))
                .map(other -> other + "=" + MappedRoute.usual(other))
                .collect(Collectors.joining("&"));
        if (route.isReading()) {
            send(route, role, path(route) + "?" + pair, List.of(), "");
        } else {
            form(route, role, others.isEmpty() ? pair : others + "&" + pair);
        }
    }

    private void glance(MappedRoute route, String role) {
        if (route.isReading()) {
            send(route, role, path(route) + "?a%5B0%5D=%00&%zz", List.of(HostileInputs.HEADERS.get(0)), "");
        } else {
            form(route, role, "email%5B0%5D=1&email.x=1&name=%00");
        }
    }

    private void form(MappedRoute route, String role, String body) {
        send(route, role, path(route), List.of("Content-Type: application/x-www-form-urlencoded"), body);
    }

    private void json(MappedRoute route, String role, String body) {
        send(route, role, path(route), List.of("Content-Type: application/json"), body);
    }

    private void send(MappedRoute route, String role, String path, List<String> headers, String body) {
        var lines = new ArrayList<>(headers);
        var target = path;
        if (route.isApi()) {
            lines.add("Authorization: " + authorization(role));
        } else {
            var session = role.equals("NOBODY") ? "" : "portal-session=" + session(role) + "; ";
            lines.add("Cookie: " + session + "portal-csrf=" + CSRF);
            if (!route.isReading()) {
                target += (path.contains("?") ? "&" : "?") + "_csrf=" + MASKED_CSRF;
            }
        }
        var answer = http.send(route.method(), target, lines, HostileInputs.bytes(body));
        check("%s %s by %s, %s, body %s".formatted(route.method(), path, role, headers, body), answer);
        if (answer.status() == 429) {
            jdbc.sql("delete from rate_limit").update();
        }
        if (answer.status() == 401 || answer.header("Location").startsWith("/login")) {
            sessions.remove(role);
        }
    }

    private String path(MappedRoute route) {
        if (route.pattern().startsWith("/invitations/{")) {
            return invitation;
        }
        var id = ids.entrySet().stream()
                .filter(known -> route.pattern().startsWith(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(UUID::randomUUID);
        return route.path(id.toString());
    }

    // ---- who sends it

    /** Who may go there, best first. */
    private List<String> admitted(MappedRoute route) {
        var line = Routes.of(PathContainer.parsePath(route.path("x")));
        if (line.isEmpty() || line.get().admission() == Routes.Admission.ANYBODY) {
            return List.of("NOBODY");
        }
        return callers(route).stream()
                .filter(role -> line.get().admission() == Routes.Admission.SIGNED_IN
                        ? !role.equals("NOBODY")
                        : line.get().roles().stream().anyMatch(one -> role.equals(one.name()) || isKey(role, one)))
                .toList();
    }

    private static boolean isKey(String role, Role admitted) {
        return role.equals("KEY") && admitted == Role.TEAM_MEMBER;
    }

    private Set<String> callers(List<MappedRoute> routes) {
        return routes.stream().map(this::callers).flatMap(List::stream).collect(Collectors.toCollection(TreeSet::new));
    }

    private List<String> callers(MappedRoute route) {
        var callers = new ArrayList<String>();
        if (route.isApi()) {
            callers.add("KEY");
        }
        callers.addAll(emails.keySet());
        callers.add("NOBODY");
        return callers;
    }

    private String authorization(String role) {
        return switch (role) {
            case "NOBODY" -> "None";
            case "KEY" -> "Bearer " + key;
            default ->
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString(HostileInputs.bytes(emails.get(role) + ":" + passwords.get(role)));
        };
    }

    private String session(String role) {
        return sessions.computeIfAbsent(role, it -> {
            var browser = new Browser("http://localhost:" + port);
            browser.signIn(emails.get(it), passwords.get(it));
            return browser.cookie("portal-session").orElse("");
        });
    }

    // ---- what came back

    private void check(String request, RawHttp.Answer answer) {
        sent++;
        if (answer.status() >= 500 && !isHealth(request, answer)) {
            fail(answer.status() + " ", request, answer);
        } else if (answer.status() == 0) {
            fail("no answer ", request, answer);
        } else if (INNARDS.matcher(answer.body()).find()) {
            fail("innards ", request, answer);
        } else if (answer.status() > 0
                && (answer.header("X-Content-Type-Options").isEmpty()
                        || answer.header("Content-Security-Policy").isEmpty())) {
            fail("no security headers on " + answer.status() + " ", request, answer);
        } else if (!answer.header("X-Injected").isEmpty()) {
            fail("header injected ", request, answer);
        }
    }

    /** Health is DOWN, since the job executor stands still in a test. */
    private static boolean isHealth(String request, RawHttp.Answer answer) {
        return request.contains(" /actuator/health") && answer.body().contains("\"status\":\"DOWN\"");
    }

    private void fail(String what, String request, RawHttp.Answer answer) {
        failures.merge(
                what + request.substring(0, Math.min(300, request.length())).replaceAll("\\p{Cntrl}", "?"),
                1,
                Integer::sum);
    }

    private void report() {
        assertThat(failures.keySet())
                .as("%s of %s requests", failures.size(), sent)
                .isEmpty();
    }
}
