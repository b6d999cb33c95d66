package com.partsportal.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.account.Role;
import com.partsportal.testing.LastStarted;
import com.partsportal.testing.PortalTest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.el.StartProcessVariableScope;
import org.camunda.bpm.engine.task.TaskQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** No expression that somebody sends is evaluated, whatever the body and wherever it goes (CVE-2026-109432). */
@PortalTest
@LastStarted
class EngineWallTests {

    private static final String ENGINE = "/camunda/api/engine/engine/default/";

    /** Reaches any class by reflection, as the advisory says. */
    private static final String EVALUATED =
            "${dateTime().getClass().forName('" + Evaluated.class.getName() + "').newInstance()}";

    private static final List<Role> STAFF = List.of(Role.SUPPORT, Role.SUPPORT_LEAD, Role.PROCESS_OWNER, Role.ADMIN);

    private static final Charset UTF_16 = StandardCharsets.UTF_16BE;

    @Value("${portal.base-url}")
    String base;

    @Autowired
    LoginsByRole people;

    @Autowired
    FilterService filters;

    @Autowired
    ProcessEngineConfigurationImpl engine;

    /** Made by an expression that was evaluated. */
    public static final class Evaluated {

        private static final AtomicInteger TIMES = new AtomicInteger();

        public Evaluated() {
            TIMES.incrementAndGet();
        }
    }

    private record Body(String name, byte[] bytes, String type) {

        static Body json(String name, String text) {
            return new Body(name, text.getBytes(StandardCharsets.UTF_8), "application/json");
        }
    }

    @BeforeEach
    void evaluatesOnlyWhereItIsMeantTo() {
        Evaluated.TIMES.set(0);
        engine.getCommandExecutorTxRequired()
                .execute(context -> engine.getExpressionManager()
                        .createExpression(EVALUATED)
                        .getValue(StartProcessVariableScope.getSharedInstance()));
        assertThat(Evaluated.TIMES.getAndSet(0)).as("the test would see it").isOne();
    }

    @AfterEach
    void nothingWasEvaluated() {
        assertThat(Evaluated.TIMES).as("an expression was evaluated").hasValue(0);
    }

    private static List<Body> bodies() {
        var inner = "\"dueAfterExpression\": \"" + EVALUATED + "\"";
        var nested = "{\"orQueries\": [{" + inner + "}]}";
        var multipart =
                "--b\r\nContent-Disposition: form-data; name=\"query\"\r\nContent-Type: application/json\r\n\r\n"
                        + nested + "\r\n--b--\r\n";
        return List.of(
                Body.json("top", "{" + inner + "}"),
                Body.json("in an or-query", nested),
                Body.json("of candidates", "{\"orQueries\": [{\"candidateUserExpression\": \"" + EVALUATED + "\"}]}"),
                Body.json("deeper", "{\"orQueries\": [{\"orQueries\": [{" + inner + "}]}]}"),
                Body.json("escaped name", nested.replace("Expression", "\\u0045xpression")),
                Body.json("named twice", "{\"orQueries\": [], \"orQueries\": [{" + inner + "}]}"),
                Body.json("behind a byte order mark", "\ufeff" + nested),
                Body.json("after another value", "{}" + nested),
                Body.json("in a list of queries", "[" + nested + "]"),
                Body.json("of a batch", "{\"query\": " + nested + ", \"jobQuery\": " + nested + "}"),
                Body.json("of a filter", "{\"resourceType\": \"Task\", \"name\": \"x\", \"query\": " + nested + "}"),
                Body.json("in capitals", nested.replace("dueAfterExpression", "DUEAFTEREXPRESSION")),
                Body.json("too deep", "{\"orQueries\": [".repeat(200) + "{" + inner + "}" + "]}".repeat(200)),
                new Body("UTF-16", nested.getBytes(UTF_16), "application/json"),
                new Body("UTF-16, said so", nested.getBytes(UTF_16), "application/json;charset=UTF-16BE"),
                new Body("unknown charset", nested.getBytes(StandardCharsets.UTF_8), "application/json;charset=nope"),
                new Body("any type", nested.getBytes(StandardCharsets.UTF_8), "*/*"),
                new Body("any application", nested.getBytes(StandardCharsets.UTF_8), "application/*"),
                new Body("HAL", nested.getBytes(StandardCharsets.UTF_8), "application/hal+json"),
                new Body("text", nested.getBytes(StandardCharsets.UTF_8), "text/plain"),
                new Body("form", nested.getBytes(StandardCharsets.UTF_8), "application/x-www-form-urlencoded"),
                new Body("multipart", multipart.getBytes(StandardCharsets.UTF_8), "multipart/form-data; boundary=b"));
    }

    private List<String> addresses() {
        var filter = filters.createFilterQuery()
                .filterName("Email changes")
                .singleResult()
                .getId();
        return List.of("filter/" + filter + "/list", "filter/" + filter + "/count", "task", "task/count");
    }

    @Test
    void noBodyOfNobodyIsEvaluatedAnywhere() {
        for (var role : STAFF) {
            var caller = caller(role);
            for (var address : addresses()) {
                for (var body : bodies()) {
                    assertRefused(caller.post(address, body), "%s to %s by %s", body.name(), address, role);
                }
            }
        }
    }

    @Test
    void noParameterIsEvaluated() {
        var query = "dueAfterExpression=%24%7B1%7D";
        for (var role : STAFF) {
            var caller = caller(role);
            for (var name : List.of(query, query.replace("E", "%45"), "x=1&" + query, "%00=x", "name=%00")) {
                for (var address : List.of("task", "task/count")) {
                    assertThat(caller.browser.get(ENGINE + address + "?" + name).statusCode())
                            .as("%s?%s by %s", address, name, role)
                            .isBetween(400, 499);
                }
            }
        }
    }

    @Test
    void noFilterIsStoredWithAnExpressionAndNoneIsStoredAtAllThroughTheWeb() {
        var before = filters.createFilterQuery().count();
        var known =
                filters.createFilterQuery().filterName("Overdue").singleResult().getId();
        for (var role : STAFF) {
            var caller = caller(role);
            for (var body : bodies()) {
                assertRefused(caller.post("filter/create", body), "%s created by %s", body.name(), role);
                assertRefused(
                        caller.send("PUT", "filter/" + known, body), "%s for a known filter by %s", body.name(), role);
            }
            var plain = Body.json("plain", "{\"resourceType\": \"Task\", \"name\": \"Mine too\", \"query\": {}}");
            assertThat(caller.post("filter/create", plain).statusCode()).isEqualTo(403);
        }
        assertThat(filters.createFilterQuery().count()).isEqualTo(before);
        assertThat(caller(Role.SUPPORT)
                        .post("filter/" + known + "/count", Body.json("none", "{}"))
                        .statusCode())
                .as("the filter works as it did")
                .isEqualTo(200);
    }

    @Test
    void aFilterThatHoldsAnExpressionAlreadyIsNotEvaluated() {
        var overdue = filters.createFilterQuery().filterName("Overdue").singleResult();
        var query = overdue.<TaskQuery>getQuery();
        overdue.setQuery(new TaskQueryImpl()
                .or()
                .dueAfterExpression(EVALUATED)
                .taskCandidateUserExpression(EVALUATED)
                .endOr());
        filters.saveFilter(overdue);
        try {
            for (var role : STAFF) {
                var caller = caller(role);
                for (var address :
                        List.of("filter/" + overdue.getId() + "/list", "filter/" + overdue.getId() + "/count")) {
                    assertRefused(caller.browser.get(ENGINE + address), "%s read by %s", address, role);
                    assertRefused(caller.post(address, Body.json("none", "{}")), "%s by %s", address, role);
                }
            }
        } finally {
            overdue.setQuery(query);
            filters.saveFilter(overdue);
        }
    }

    @Test
    void aRefusalIsExplainedInThePersonsLanguage() {
        var caller = caller(Role.SUPPORT);
        var refused = Body.json("x", "{\"orQueries\": [{\"nameExpression\": \"${1}\"}]}");
        var address = addresses().get(0);

        var english = caller.post(address, refused);
        var german = caller.post(address, refused, "Accept-Language", "de");

        assertThat(english.statusCode()).isEqualTo(403);
        assertThat(english.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(english.body())
                .contains("\"code\":\"expression\"", "\"message\":\"Expressions are not accepted here.");
        assertThat(german.body()).contains("\"message\":\"Ausdrücke werden hier nicht angenommen.");
    }

    @Test
    void whatTasklistRequestsStillWorks() {
        var caller = caller(Role.SUPPORT);
        for (var address : addresses().subList(0, 2)) {
            assertThat(caller.post(address, Body.json("sorted", """
                            {"sorting": [{"sortBy": "dueDate", "sortOrder": "desc"}], "processVariables": [],
                             "orQueries": [{"nameLike": "%Review%"}], "active": true}""")).statusCode())
                    .as(address)
                    .isEqualTo(200);
        }
    }

    private void assertRefused(HttpResponse<String> answer, String what, Object... about) {
        assertThat(answer.statusCode()).as(what + ": " + answer.body(), about).isBetween(400, 499);
        assertThat(Evaluated.TIMES).as(what, about).hasValue(0);
        assertThat(answer.body().replace("\"type\":\"AuthorizationException\"", ""))
                .as(what, about)
                .doesNotContain("Exception", "ENGINE-", "org.camunda");
    }

    private Caller caller(Role role) {
        var browser = new Browser(base).as(people.with(role));
        browser.get(ENGINE + "task/count");
        return new Caller(browser, browser.cookie("XSRF-TOKEN").orElse("none"));
    }

    private record Caller(Browser browser, String token) {

        HttpResponse<String> post(String address, Body body, String... headers) {
            return send("POST", address, body, headers);
        }

        HttpResponse<String> send(String method, String address, Body body, String... headers) {
            var all = new ArrayList<>(List.of("X-XSRF-TOKEN", token, "Content-Type", body.type()));
            all.addAll(List.of(headers));
            return browser.sendBytes(method, ENGINE + address, body.bytes(), all.toArray(String[]::new));
        }
    }
}
