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
import jakarta.servlet.ServletContext;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;

/** Tasklist, Cockpit and Admin, and the REST API that they carry. */
@PortalTest
@LastStarted
class CamundaAccessTests {

    private static final String ENGINE = "/camunda/api/engine/engine/default";

    private static final Map<Role, String> START = Map.of(
            Role.SUPPORT, "/camunda/app/tasklist/default/",
            Role.SUPPORT_LEAD, "/camunda/app/tasklist/default/",
            Role.PROCESS_OWNER, "/camunda/app/cockpit/default/",
            Role.ADMIN, "/camunda/app/admin/default/");

    private static final Pattern NONCE = Pattern.compile("nonce[-=]\"?([\\w-]+)");

    @Value("${portal.base-url}")
    String base;

    @Autowired
    People people;

    @Autowired
    Accounts accounts;

    @Autowired
    EmailChanges changes;

    @Autowired
    TaskService tasks;

    @Autowired
    RuntimeService runtime;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    ServletContext application;

    @Test
    void oneSignInOpensEachGroupItsOwnApplication() {
        assertThat(applications(Role.SUPPORT)).containsExactly("tasklist");
        assertThat(applications(Role.SUPPORT_LEAD)).containsExactly("tasklist");
        assertThat(applications(Role.PROCESS_OWNER)).containsExactly("cockpit");
        assertThat(applications(Role.ADMIN)).contains("admin", "cockpit", "tasklist");

        assertThat(page(Role.SUPPORT, "/camunda/app/tasklist/default/").statusCode())
                .isEqualTo(200);
        assertThat(page(Role.PROCESS_OWNER, "/camunda/app/cockpit/default/").statusCode())
                .isEqualTo(200);
        assertThat(page(Role.ADMIN, "/camunda/app/admin/default/").statusCode()).isEqualTo(200);
        assertThat(page(Role.SUPPORT, "/camunda/app/tasklist/").statusCode()).isIn(200, 302);
    }

    @Test
    void othersStayOutside() {
        for (var role : List.of(Role.VENDOR_ADMIN, Role.TEAM_MEMBER, Role.CUSTOMER_MANAGER, Role.CUSTOMER_USER)) {
            assertThat(page(role, "/camunda/app/tasklist/default/").statusCode())
                    .isEqualTo(403);
            assertThat(page(role, ENGINE + "/task").statusCode()).isEqualTo(403);
        }
        assertThat(page(Role.SUPPORT, "/camunda/app/cockpit/default/").statusCode())
                .isEqualTo(403);
        assertThat(page(Role.SUPPORT, "/camunda/app/admin/default/").statusCode())
                .isEqualTo(403);
        assertThat(page(Role.PROCESS_OWNER, "/camunda/app/tasklist/default/").statusCode())
                .isEqualTo(403);
        var stranger = new Browser(base);
        assertThat(stranger.get(ENGINE + "/task").statusCode()).isEqualTo(401);
        var led = stranger.get("/camunda/app/cockpit/default/");
        assertThat(led.statusCode()).isEqualTo(302);
        assertThat(Browser.location(led)).startsWith("/login?continue=");
    }

    @Test
    void supportSeesNothingOfCockpitAndOfOtherProcesses() {
        var support = new Browser(base).as(people.with(Role.SUPPORT));
        assertThat(support.get("/camunda/api/cockpit/plugin/base/default/process-definition/statistics")
                        .statusCode())
                .isEqualTo(403);
        assertThat(support.get(ENGINE + "/process-definition").body())
                .contains("\"key\":\"email-change\"", "\"key\":\"support-case\"")
                .doesNotContain("customer-onboarding", "user-invitation", "mail-delivery", "\"key\":\"rfq\"");
        assertThat(support.get(ENGINE + "/process-definition/key/customer-onboarding/xml")
                        .statusCode())
                .isEqualTo(404);
        assertThat(support.get(ENGINE + "/deployment/count").body()).isEqualTo("{\"count\":0}");
        assertThat(support.get(ENGINE + "/authorization/count").body()).isEqualTo("{\"count\":0}");
    }

    @Test
    void supportSendsTheEngineWhatTasklistSendsAndNothingElse() {
        var task = reviewTask();
        var support = new Browser(base).as(people.with(Role.SUPPORT));
        for (var call : List.of(
                "POST /task/ID/bpmnError",
                "POST /task/ID/bpmnEscalation",
                "POST /task/ID/comment/create",
                "POST /task/ID/resolve",
                "POST /task/ID/delegate",
                "POST /task/ID/assignee",
                "POST /task/ID/identity-links",
                "POST /task/ID/identity-links/delete",
                "POST /task/ID/variables",
                "PUT /task/ID/variables/verdict",
                "PUT /task/ID/localVariables/verdict",
                "DELETE /task/ID/variables/company",
                "PUT /task/ID",
                "DELETE /task/ID",
                "POST /task/create",
                "POST /filter/create",
                "POST /message",
                "POST /signal",
                "POST /condition",
                "POST /process-definition/key/email-change/start",
                "POST /process-definition/key/email-change/submit-form",
                "POST /process-instance/INSTANCE/modification",
                "PUT /process-instance/INSTANCE/variables/verdict",
                "PUT /process-instance/INSTANCE/suspended",
                "DELETE /process-instance/INSTANCE",
                "POST /execution/INSTANCE/signal",
                "POST /execution/INSTANCE/messageSubscriptions/ChangeCancelled/trigger",
                "POST /external-task/fetchAndLock",
                "POST /migration/execute",
                "POST /deployment/create",
                "POST /authorization/create",
                "POST /history/cleanup")) {
            var at = call.indexOf(' ');
            var path =
                    call.substring(at + 1).replace("ID", task.getId()).replace("INSTANCE", task.getProcessInstanceId());
            assertThat(send(support, call.substring(0, at), ENGINE + path, "{}").statusCode())
                    .as(call)
                    .isEqualTo(403);
        }
        assertThat(tasks.createTaskQuery().taskId(task.getId()).singleResult())
                .extracting(Task::getName, Task::getAssignee)
                .containsExactly(task.getName(), null);
    }

    @Test
    void anAgentCompletesNoTaskOfAnotherAndSubmitsNothingThatStays() {
        var task = reviewTask();
        var first = people.with(Role.SUPPORT);
        var owner = new Browser(base).as(first);
        var other = new Browser(base).as(people.with(Role.SUPPORT));
        var path = ENGINE + "/task/" + task.getId();
        assertThat(send(
                                owner,
                                "POST",
                                path + "/claim",
                                "{\"userId\": \"" + first.id().value() + "\"}")
                        .statusCode())
                .isEqualTo(204);
        var approval = """
                {"variables": {"decision": {"value": "approve"}, "comment": {"value": "Called back"},
                 "missing": {"value": "nothing"}, "verdict": {"value": "approve"}, "applied": {"value": true},
                 "evidence": {"value": true}, "coolingOffEndsAt": {"value": null}, "signedIn": {"value": false},
                 "requestedEmail": {"value": "evil@people.example"}, "smuggled": {"value": "Pat Person"}}}""";

        assertThat(send(other, "POST", path + "/complete", approval).statusCode())
                .isGreaterThanOrEqualTo(400);
        assertThat(send(other, "POST", path + "/submit-form", approval).statusCode())
                .isGreaterThanOrEqualTo(400);
        assertThat(tasks.createTaskQuery().taskId(task.getId()).count()).isOne();

        assertThat(send(owner, "POST", path + "/complete", approval).statusCode())
                .isEqualTo(204);
        var next = tasks.createTaskQuery()
                .processInstanceId(task.getProcessInstanceId())
                .singleResult();
        assertThat(next.getTaskDefinitionKey()).isEqualTo("SecondApproval");
        assertThat(runtime.getVariables(task.getProcessInstanceId()))
                .doesNotContainKeys("smuggled", "decision", "comment")
                .doesNotContainValue("evil@people.example");
        assertThat(send(owner, "POST", ENGINE + "/task/" + next.getId() + "/complete", approval)
                        .statusCode())
                .as("four eyes")
                .isGreaterThanOrEqualTo(400);
        assertThat(tasks.createTaskQuery().taskId(next.getId()).count()).isOne();
    }

    /** Of a request that a person has just made. */
    private Task reviewTask() {
        var person = people.with(Role.CUSTOMER_MANAGER);
        var id = changes.request(new NewEmailChange(
                new EmailAddress(person.email()),
                new EmailAddress("new-" + person.email()),
                "New domain",
                ChangeSource.SIGNED_IN,
                person.id(),
                Locale.ENGLISH));
        return tasks.createTaskQuery().processInstanceBusinessKey(id.toString()).singleResult();
    }

    @Test
    void theProcessOwnerReadsEverythingAndStartsNothing() {
        var owner = new Browser(base).as(people.with(Role.PROCESS_OWNER));
        assertThat(owner.get(ENGINE + "/process-definition?latestVersion=true").body())
                .contains("customer-onboarding", "user-invitation", "mail-delivery");
        assertThat(owner.get(ENGINE + "/process-definition/key/customer-onboarding/xml")
                        .statusCode())
                .isEqualTo(200);
        var started = post(owner, ENGINE + "/process-definition/key/customer-onboarding/start");
        assertThat(started.statusCode()).isEqualTo(403);
        assertThat(post(owner, ENGINE + "/deployment/create").statusCode()).isIn(400, 403, 415);
        assertThat(owner.send("DELETE", "/camunda/api/admin/auth/user/default").statusCode())
                .isIn(403, 405);
    }

    @Test
    void staffIsReadFromThePortalAndNobodyElseIs() {
        var support = people.with(Role.SUPPORT);
        people.with(Role.VENDOR_ADMIN);
        var users = new Browser(base).as(support).get(ENGINE + "/user").body();
        assertThat(users)
                .contains(support.id().value().toString(), "\"lastName\":\"Staff\"")
                .doesNotContain("Pat");
        assertThat(new Browser(base).as(support).get(ENGINE + "/group").body())
                .contains("\"id\":\"support\"")
                .doesNotContain("camunda-admin");
        assertThat(new Browser(base)
                        .as(people.with(Role.PROCESS_OWNER))
                        .get(ENGINE + "/user/count")
                        .body())
                .as("only oneself")
                .isEqualTo("{\"count\":1}");
        assertThat(jdbc.queryForObject("select count(*) from act_id_user", Integer.class))
                .isZero();
    }

    @Test
    void camundasOwnDoorsAreClosed() {
        var stranger = new Browser(base);
        var admin = new Browser(base).as(people.with(Role.ADMIN));
        for (var door : List.of(
                "/camunda/api/admin/setup/default/user/create", "/camunda/api/admin/auth/user/default/login/cockpit")) {
            assertThat(post(stranger, door).statusCode()).as(door).isEqualTo(401);
            assertThat(post(admin, door).statusCode()).as(door).isEqualTo(403);
        }
    }

    @Test
    void whoIsSwitchedOffIsOutAtTheNextCall() {
        var person = people.with(Role.SUPPORT);
        var support = new Browser(base).as(person);
        assertThat(support.get(ENGINE + "/task").statusCode()).isEqualTo(200);

        accounts.deactivate(person.id());

        assertThat(support.get(ENGINE + "/task").statusCode()).isEqualTo(401);
    }

    @Test
    void signingOutInTasklistSignsOutOfThePortal() {
        var admin = new Browser(base).as(people.with(Role.ADMIN));
        assertThat(admin.get(ENGINE + "/task/count").statusCode()).isEqualTo(200);

        var answer = post(admin, "/camunda/api/admin/auth/user/default/logout");

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(admin.get(ENGINE + "/task/count").statusCode()).isEqualTo(401);
        assertThat(admin.get("/admin/staff").statusCode()).isEqualTo(302);
    }

    @Test
    void camundasPagesSendTheirOwnPolicy() {
        var policy = page(Role.PROCESS_OWNER, "/camunda/app/cockpit/default/")
                .headers()
                .allValues("Content-Security-Policy");
        assertThat(policy)
                .hasSize(1)
                .first()
                .asString()
                .isNotEqualTo(WebSecurity.POLICY)
                .contains("frame-ancestors");
    }

    @Test
    void aPagesScriptsCarryTheNonceOfItsOwnPolicyWhateverElseIsAsked() {
        var page = page(Role.SUPPORT, "/camunda/app/tasklist/default/");

        assertThat(nonces(page.body()))
                .hasSize(1)
                .isEqualTo(nonces(
                        page.headers().firstValue("Content-Security-Policy").orElseThrow()));
        assertThat(application.getAttribute("org.camunda.bpm.csp.nonce"))
                .as("what the next request would overwrite")
                .isNull();
    }

    private static Set<String> nonces(String text) {
        return NONCE.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    @Test
    void theAppsCarryThePortalsName() {
        assertThat(page(Role.SUPPORT, "/camunda/app/tasklist/scripts/config.js").body())
                .contains("Parts Portal");
        assertThat(page(Role.PROCESS_OWNER, "/camunda/app/cockpit/styles/user-styles.css")
                        .body())
                .contains("ce-eol-banner");
    }

    private List<String> applications(Role role) {
        var browser = new Browser(base).as(people.with(role));
        browser.get(START.get(role));
        var body = browser.get("/camunda/api/admin/auth/user/default").body();
        var list = body.replaceAll(".*\"authorizedApps\":\\[([^]]*)].*", "$1").replace("\"", "");
        return List.of(list.split(",")).stream()
                .filter(app -> !app.equals("welcome"))
                .sorted()
                .toList();
    }

    private HttpResponse<String> page(Role role, String path) {
        return new Browser(base).as(people.with(role)).get(path);
    }

    private static HttpResponse<String> post(Browser browser, String path) {
        return send(browser, "POST", path, "");
    }

    /** With Camunda's own token against forged requests. */
    private static HttpResponse<String> send(Browser browser, String method, String path, String json) {
        browser.get(ENGINE + "/task/count");
        var token = browser.cookie("XSRF-TOKEN").orElse("none");
        return browser.sendBody(method, path, json, "X-XSRF-TOKEN", token, "Content-Type", "application/json");
    }
}
