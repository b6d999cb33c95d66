package com.partsportal.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.account.Accounts;
import com.partsportal.account.Role;
import com.partsportal.emailchange.ChangeSource;
import com.partsportal.emailchange.EmailChanges;
import com.partsportal.emailchange.NewEmailChange;
import com.partsportal.shared.EmailAddress;
import com.partsportal.testing.LastStarted;
import com.partsportal.testing.PortalTest;
import com.partsportal.testing.RawHttp;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;

/** Whatever staff or a stranger sends to Camunda's web apps: never a 5xx, no stack trace, and people see words. */
@PortalTest
@LastStarted
@ExtendWith(OutputCaptureExtension.class)
class CamundaHostileRequestTests {

    private static final String API = "/camunda/api/";
    private static final String ENGINE = API + "engine/engine/default/";

    private static final List<Role> STAFF = List.of(Role.SUPPORT, Role.PROCESS_OWNER, Role.ADMIN);

    @Value("${portal.base-url}")
    String base;

    @Autowired
    LoginsByRole people;

    @Autowired
    EmailChanges changes;

    @Autowired
    Accounts accounts;

    @Autowired
    TaskService tasks;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    FilterService filters;

    private CapturedOutput log;

    @BeforeEach
    void read(CapturedOutput output) {
        log = output;
    }

    @AfterEach
    void noStackTrace() {
        assertThat(log.getAll()).as("a stack trace").doesNotContain("\tat ");
    }

    /** Written in another way than the web apps write them; none may lead around a wall. */
    private static final List<String> UNUSUAL_PATHS = Stream.of(
                    "app/tasklist/default/", "api/engine/engine/default/task")
            .flatMap(path -> Stream.of(
                    "//camunda/" + path,
                    "/camunda//" + path,
                    "/camunda/./" + path,
                    "/camunda/../camunda/" + path,
                    "/camunda/x/../" + path,
                    "/camunda/..;/camunda/" + path,
                    "/camunda;x=y/" + path,
                    "/camunda/" + path.replaceFirst("/", ";x=y/"),
                    "/camunda/" + path + ";x=y",
                    "/camunda/%2e/" + path,
                    "/camunda/%2E%2E/camunda/" + path,
                    "/camunda%2f" + path,
                    "/camunda/" + path.replaceFirst("/", "%2f"),
                    "/camunda/" + path.replaceFirst("/", "%5c"),
                    "/camunda/" + path.replaceFirst("/", "\\\\"),
                    "/camunda/" + path.replaceFirst("a", "%61"),
                    "/%63amunda/" + path,
                    "/camunda/" + path.replaceFirst("/", "./"),
                    "/camunda./" + path,
                    "/CAMUNDA/" + path,
                    "/camunda/" + path + "%00",
                    "/camunda/" + path + "%0d%0aX:y",
                    "/camunda/%c0%ae%c0%ae/" + path,
                    "/camunda/%ff/" + path,
                    "/camunda/%zz/" + path,
                    "/camunda/" + path + "%"))
            .toList();

    /** Plain, but there is nothing, or not what was meant. */
    private static final List<String> WRONG_PATHS = Stream.concat(
                    Stream.of(
                            "/camunda",
                            "/camunda/",
                            "/camunda/api",
                            "/camunda/api/",
                            "/camunda/api/engine",
                            "/camunda/api/engine/",
                            "/camunda/api/engine/engine",
                            "/camunda/api/engine/engine/nope/task",
                            "/camunda/api/x",
                            "/camunda/app",
                            "/camunda/app/",
                            "/camunda/app/x",
                            "/camunda/app/tasklist",
                            "/camunda/app/tasklist/nope/",
                            "/camunda/app/tasklist/default/?%zz=1",
                            "/camunda/app/tasklist/default/?a=%00",
                            "/camunda/app/tasklist/default/...",
                            "/camunda/assets/x",
                            "/camunda/lib/x",
                            "/camunda/api/admin/auth/user/nope",
                            "/camunda/api/tasklist/plugin/x/y/z",
                            "/camunda/api/cockpit/plugin/base/nope/process-instance",
                            "/camunda/api/cockpit/plugin/nope/default/process-instance",
                            "/camunda/api/cockpit/plugin/base/static/app/nope.js"),
                    Stream.of(
                                    "task?name=%00",
                                    "task?processInstanceId=%00",
                                    "task?processVariables=x_eq_%00",
                                    "task?processVariables=x",
                                    "task?maxResults=x",
                                    "task?maxResults=-1",
                                    "task?firstResult=99999999999",
                                    "task?sortBy=password&sortOrder=asc",
                                    "task?sortBy=name",
                                    "task?dueAfter=never",
                                    "task?%zz",
                                    "task/nope",
                                    "task/nope/form",
                                    "task/nope/variables",
                                    "task/nope/form-variables",
                                    "task/nope/rendered-form",
                                    "task/nope/deployed-form",
                                    "task/nope/comment",
                                    "task/nope/attachment",
                                    "task/nope/identity-links",
                                    "filter/nope",
                                    "filter/nope/list",
                                    "process-definition/nope/xml",
                                    "process-definition/key/nope/xml",
                                    "process-definition/key/email-change/rendered-form",
                                    "process-definition/key/email-change/deployed-start-form",
                                    "process-definition/key/email-change/statistics?incidents=x",
                                    "process-instance/nope",
                                    "process-instance/nope/variables",
                                    "process-instance/nope/activity-instances",
                                    "execution/nope/localVariables",
                                    "job/nope",
                                    "job/nope/stacktrace",
                                    "history/process-instance/report",
                                    "history/process-instance/report?reportType=x",
                                    "metrics/x/sum",
                                    "deployment/nope/resources",
                                    "deployment/nope/resources/x/data",
                                    "user/nope/profile",
                                    "authorization/check",
                                    "authorization/check?permissionName=x&resourceName=y&resourceType=z",
                                    "authorization?type=x",
                                    "identity/groups?userId=x",
                                    "batch/nope",
                                    "decision-definition/nope/xml",
                                    "x",
                                    "%00",
                                    "task/%00")
                            .map(ENGINE::concat))
            .toList();

    @Test
    void noPathIsAFaultOfOursAndNoneLeadsAroundAWall() {
        var raw = new RawHttp(base);
        for (var caller : Stream.concat(
                        Stream.of(new Caller("a stranger", "", "")),
                        STAFF.stream().map(this::caller))
                .toList()) {
            for (var method : List.of("GET", "HEAD", "OPTIONS", "POST")) {
                for (var path : UNUSUAL_PATHS) {
                    assertThat(raw.send(method, path, caller.headers(), "").status())
                            .as("%s %s by %s", method, path, caller.name())
                            .isBetween(300, 499);
                }
            }
            for (var method : List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "TRACE", "X")) {
                for (var path : WRONG_PATHS) {
                    assertThat(raw.send(method, path, caller.headers(), "").status())
                            .as("%s %s by %s", method, path, caller.name())
                            .isBetween(200, 499);
                }
            }
        }
    }

    @Test
    void noBodyIsAFaultOfOurs() {
        var raw = new RawHttp(base);
        var task = reviewTask();
        var agent = caller(Role.SUPPORT);
        var owner = caller(Role.PROCESS_OWNER);
        var filter =
                filters.createFilterQuery().filterName("Mine").singleResult().getId();
        var bodies = List.of(
                "",
                "{",
                "}",
                "[]",
                "null",
                "\"x\"",
                "1e999999999",
                "{} {}",
                "{\"a\":\"\\u0000\"}",
                "{\"\\u0000\":1}",
                "{\"name\":\"\\ud800\"}",
                "{\"variables\":[]}",
                "{\"variables\":{\"decision\":\"x\"}}",
                "{\"variables\":{\"decision\":{\"value\":5}}}",
                "{\"variables\":{\"decision\":{\"value\":\"x\",\"type\":\"Nope\"}}}",
                "{\"userId\":5}",
                "{\"retries\":-1}",
                "{\"retries\":\"x\"}",
                "{\"retries\":99999999999}",
                "{\"retries\":1}",
                "{\"suspended\":\"x\"}",
                "{\"sorting\":1}",
                "{\"sorting\":[{\"sortBy\":\"x\"}]}",
                "{\"priority\":\"x\"}",
                "{\"businessKey\":[\"x\"]}",
                "{\"processVariables\":[{\"name\":\"a\",\"operator\":\"nope\",\"value\":1}]}",
                "{\"jobIds\":\"x\"}",
                "{\"jobQuery\":{\"jobId\":1}}",
                "[".repeat(3000),
                "{\"a\":".repeat(3000),
                "{\"name\":\"" + "x".repeat(200_000) + "\"}",
                "x".repeat(EngineBody.LARGEST + 10));
        var calls = List.of(
                "POST task/" + task.getId() + "/submit-form",
                "POST task/" + task.getId() + "/complete",
                "POST task/" + task.getId() + "/claim",
                "POST task/nope/unclaim",
                "POST filter/" + filter + "/list",
                "POST filter/" + filter + "/list?maxResults=x",
                "POST filter/" + filter + "/count",
                "PUT job/nope/retries",
                "PUT job-definition/nope/retries",
                "PUT job/nope/suspended",
                "PUT process-instance/suspended",
                "POST job/retries",
                "POST process-instance/job-retries",
                "POST process-instance",
                "POST variable-instance",
                "POST history/process-instance");
        for (var call : calls) {
            var at = call.indexOf(' ');
            for (var body : bodies) {
                for (var caller : List.of(agent, owner)) {
                    assertThat(raw.send(
                                            call.substring(0, at),
                                            ENGINE + call.substring(at + 1),
                                            caller.headers("Content-Type: application/json"),
                                            body)
                                    .status())
                            .as("%s %.60s by %s", call, body, caller.name())
                            .isBetween(200, 499);
                }
            }
            for (var type : List.of("", "*/*", "application/*", "a/b/c", "text/plain", "multipart/form-data", ";;")) {
                assertThat(raw.send(
                                        call.substring(0, at),
                                        ENGINE + call.substring(at + 1),
                                        agent.headers("Content-Type: " + type),
                                        "{}")
                                .status())
                        .as("%s as %s", call, type)
                        .isBetween(400, 499);
            }
            assertThat(raw.send(
                                    call.substring(0, at),
                                    ENGINE + call.substring(at + 1),
                                    agent.headers("Content-Type: application/json", "Transfer-Encoding: chunked"),
                                    "zz\r\n{}\r\n0\r\n\r\n")
                            .status())
                    .as("%s in a bad chunk", call)
                    .isBetween(400, 499);
        }
        assertThat(tasks.createTaskQuery().taskId(task.getId()).taskUnassigned().count())
                .isOne();
    }

    @Test
    void aDecisionThatIsRefusedSaysWhyInTheAgentsLanguage() {
        var task = reviewTask();
        var person = people.with(Role.SUPPORT);
        var agent = new Session(person);
        agent.post(
                "task/" + task.getId() + "/claim",
                "{\"userId\": \"" + person.id().value() + "\"}",
                "en");
        var rejection = "{\"variables\": {\"decision\": {\"value\": \"reject\"}}}";

        var english = agent.post("task/" + task.getId() + "/submit-form", rejection, "en");
        var german = agent.post("task/" + task.getId() + "/submit-form", rejection, "de-CH,de;q=0.9");
        var unknown = agent.post(
                "task/" + task.getId() + "/submit-form",
                "{\"variables\": {\"decision\": {\"value\": \"perhaps\"}}}",
                "en");

        assertThat(english.statusCode()).isEqualTo(422);
        assertThat(english.body()).contains("\"message\":\"Enter a reason.\"");
        assertThat(german.statusCode()).isEqualTo(422);
        assertThat(german.body()).contains("\"message\":\"Geben Sie einen Grund an.\"");
        assertThat(unknown.body()).contains("\"message\":\"Not one of the decisions that are offered.\"");
        assertThat(Stream.of(english, german, unknown).map(HttpResponse::body))
                .noneMatch(body -> body.contains("ENGINE-") || body.contains("emailchange."));
        assertThat(tasks.createTaskQuery().taskId(task.getId()).count()).isOne();
    }

    @Test
    void aTaskThatIsGoneOrSomebodyElsesIsReportedAsSuch() {
        var task = reviewTask();
        var first = people.with(Role.SUPPORT);
        var second = people.with(Role.SUPPORT);
        var one = new Session(first);
        var other = new Session(second);
        var path = "task/" + task.getId();
        var approval = "{\"variables\": {\"decision\": {\"value\": \"approve\"}}}";
        one.post(path + "/claim", "{\"userId\": \"" + first.id().value() + "\"}", "en");

        var late = other.post(path + "/claim", "{\"userId\": \"" + second.id().value() + "\"}", "en");
        var anothers = other.post(path + "/submit-form", approval, "de");

        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("Another agent has claimed this task.");
        assertThat(anothers.statusCode()).isEqualTo(409);
        assertThat(anothers.body()).contains("Jemand anderes aus dem Support hat diese Aufgabe übernommen.");

        refused(() -> other.post(path + "/unclaim", "{}", "en"), 409, "Another agent has claimed this task.");
        assertThat(other.post(path + "/un%63laim", "{}", "en").statusCode())
                .as("however it is written")
                .isBetween(400, 409);
        for (var taker : List.of("null", "\"" + second.id().value() + "\"")) {
            assertThat(other.post(path + "/assignee", "{\"userId\": " + taker + "}", "en")
                            .statusCode())
                    .as("assign to %s", taker)
                    .isEqualTo(403);
        }
        assertThat(new Session(people.with(Role.SUPPORT_LEAD))
                        .post(path + "/unclaim", "{}", "en")
                        .statusCode())
                .as("the lead gives back what an agent has who is away")
                .isEqualTo(204);
        one.post(path + "/claim", "{\"userId\": \"" + first.id().value() + "\"}", "en");
        assertThat(one.post(path + "/unclaim", "{}", "en").statusCode()).isEqualTo(204);

        assertThat(one.post(path + "/complete", approval, "en").statusCode()).isEqualTo(204);
        for (var call : List.of("/submit-form", "/complete")) {
            var gone = one.post(path + call, approval, "en");
            assertThat(gone.statusCode()).as(call).isEqualTo(404);
            assertThat(gone.body()).contains("gone").doesNotContain("task is null", "ENGINE-");
        }
        assertThat(one.post(path + "/claim", "{\"userId\": \"" + first.id().value() + "\"}", "en")
                        .statusCode())
                .isEqualTo(404);
        assertThat(one.post(path + "/unclaim", "{}", "en").statusCode()).isEqualTo(404);
    }

    @Test
    void whatStateAndRolesRefuseIsSaidInWords() {
        var first = people.with(Role.SUPPORT);
        var one = new Session(first);
        var approval = "{\"variables\": {\"decision\": {\"value\": \"approve\"}}}";

        var taken = reviewTask(people.with(Role.CUSTOMER_USER).email());
        refused(
                () -> one.post("task/" + taken.getId() + "/submit-form", approval, "en"),
                409,
                "The new address is not free");
        var silent = "{\"variables\": {\"decision\": {\"value\": \"reject\"}}}";
        refused(() -> one.post("task/" + taken.getId() + "/submit-form", silent, "en"), 422, "Enter a reason.");

        var lapsed = reviewTask();
        jdbc.update("""
                update email_change set requested_at = requested_at - interval '20 days',
                  remind_at = remind_at - interval '20 days', expires_at = expires_at - interval '20 days'
                where id::text = (select business_key_ from act_ru_execution where id_ = ?)""", lapsed.getProcessInstanceId());
        refused(
                () -> one.post("task/" + lapsed.getId() + "/submit-form", approval, "en"),
                409,
                "The case has moved on");

        var mine = reviewTask();
        assertThat(one.post("task/" + mine.getId() + "/submit-form", approval, "en")
                        .statusCode())
                .isEqualTo(204);
        var second = tasks.createTaskQuery()
                .processInstanceId(mine.getProcessInstanceId())
                .singleResult();
        assertThat(one.browser.get(ENGINE + "task").body()).doesNotContain(second.getId());
        for (var call : List.of("/claim", "/submit-form")) {
            var body = call.equals("/claim") ? "{\"userId\": \"" + first.id().value() + "\"}" : approval;
            var answer = one.post("task/" + second.getId() + call, body, "en");
            assertThat(answer.statusCode()).as(call).isIn(403, 404);
            assertThat(answer.body()).contains("\"message\":\"").doesNotContain("ENGINE-", "Exception\":");
        }

        accounts.changeRole(first.id(), Role.PROCESS_OWNER);
        assertThat(one.post("task/" + lapsed.getId() + "/submit-form", approval, "en")
                        .statusCode())
                .as("signed out")
                .isEqualTo(401);
        var owner = new Session(first);
        refused(
                () -> owner.post("task/" + lapsed.getId() + "/submit-form", approval, "en"),
                403,
                "Your role does not allow this. Nothing was changed.");
    }

    /** In words, and in one line of the log. */
    private void refused(Supplier<HttpResponse<String>> call, int status, String words) {
        var before = log.getAll().length();
        var answer = call.get();
        assertThat(answer.statusCode()).as(words).isEqualTo(status);
        assertThat(log.getAll().substring(before).lines().filter(CamundaHostileRequestTests::isOfRefusal))
                .as("log of: " + words)
                .hasSize(1);
        assertThat(answer.body()).contains(words).doesNotContain("ENGINE-");
    }

    /** Of the portal's own kinds, or a warning of whatever part. */
    private static boolean isOfRefusal(String line) {
        return line.contains("engine's REST API is answered")
                || line.contains("refused: ")
                || line.matches(".* (WARN|ERROR) \\d.*")
                || line.contains("ENGINE-");
    }

    /** Of a request that a person has just made. */
    private Task reviewTask() {
        return reviewTask(null);
    }

    /** @param wanted null for an address that is free */
    private Task reviewTask(@Nullable String wanted) {
        var person = people.with(Role.CUSTOMER_MANAGER);
        var id = changes.request(new NewEmailChange(
                new EmailAddress(person.email()),
                new EmailAddress(wanted == null ? "new-" + person.email() : wanted),
                "New domain",
                ChangeSource.SIGNED_IN,
                person.id(),
                Locale.ENGLISH));
        return tasks.createTaskQuery().processInstanceBusinessKey(id.toString()).singleResult();
    }

    /** A signed-in browser with Camunda's own token against forged requests. */
    private final class Session {

        private final Browser browser;
        private final String token;

        Session(LoginsByRole.Person person) {
            browser = new Browser(base).as(person);
            browser.get(ENGINE + "task/count");
            token = browser.cookie("XSRF-TOKEN").orElseThrow();
        }

        HttpResponse<String> post(String path, String json, String language) {
            return browser.sendBody(
                    "POST",
                    ENGINE + path,
                    json,
                    "X-XSRF-TOKEN",
                    token,
                    "Content-Type",
                    "application/json",
                    "Accept-Language",
                    language);
        }
    }

    private record Caller(String name, String cookies, String token) {

        List<String> headers(String... more) {
            var all = new ArrayList<>(List.of(more));
            if (!cookies.isEmpty()) {
                all.addAll(List.of("Cookie: " + cookies, "X-XSRF-TOKEN: " + token));
            }
            return all;
        }
    }

    private Caller caller(Role role) {
        var browser = new Browser(base).as(people.with(role));
        browser.get(ENGINE + "task/count");
        var cookies = Stream.of("portal-session", "XSRF-TOKEN")
                .map(name -> name + "=" + browser.cookie(name).orElseThrow())
                .collect(Collectors.joining("; "));
        return new Caller(role.name(), cookies, browser.cookie("XSRF-TOKEN").orElseThrow());
    }
}
