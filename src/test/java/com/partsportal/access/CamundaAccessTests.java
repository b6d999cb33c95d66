package com.partsportal.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.partsportal.account.Accounts;
import com.partsportal.account.Role;
import com.partsportal.emailchange.ChangeSource;
import com.partsportal.emailchange.EmailChanges;
import com.partsportal.emailchange.NewEmailChange;
import com.partsportal.shared.EmailAddress;
import com.partsportal.testing.LastStarted;
import com.partsportal.testing.PortalTest;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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
    LoginsByRole people;

    @Autowired
    Accounts accounts;

    @Autowired
    EmailChanges changes;

    @Autowired
    TaskService tasks;

    @Autowired
    RuntimeService runtime;

    @Autowired
    ManagementService management;

    @Autowired
    AuthorizationService authorizations;

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

    /** What changes something, in all of the engine's REST API and in the web apps' own. */
    private static final List<String> FOR_NOBODY = List.of(
            "POST /task/ID/bpmnError",
            "POST /task/ID/bpmnEscalation",
            "POST /task/ID/comment/create",
            "PUT /task/ID/comment",
            "DELETE /task/ID/comment",
            "DELETE /task/ID/comment/ID",
            "POST /task/ID/attachment/create",
            "DELETE /task/ID/attachment/ID",
            "POST /task/ID/resolve",
            "POST /task/ID/delegate",
            "POST /task/ID/assignee",
            "POST /task/ID/identity-links",
            "POST /task/ID/identity-links/delete",
            "POST /task/ID/variables",
            "PUT /task/ID/variables/verdict",
            "POST /task/ID/variables/verdict/data",
            "POST /task/ID/localVariables",
            "PUT /task/ID/localVariables/verdict",
            "DELETE /task/ID/variables/company",
            "PUT /task/ID",
            "DELETE /task/ID",
            "POST /task/create",
            "POST /filter/create",
            "PUT /filter/ID",
            "DELETE /filter/ID",
            "POST /message",
            "POST /signal",
            "POST /condition",
            "POST /process-definition/key/email-change/start",
            "POST /process-definition/key/email-change/submit-form",
            "POST /process-definition/ID/restart",
            "POST /process-definition/ID/restart-async",
            "PUT /process-definition/key/email-change/suspended",
            "PUT /process-definition/suspended",
            "PUT /process-definition/ID/history-time-to-live",
            "DELETE /process-definition/key/email-change/delete",
            "DELETE /process-definition/ID",
            "POST /decision-definition/key/invitation-policy/evaluate",
            "PUT /decision-definition/ID/history-time-to-live",
            "POST /process-instance/INSTANCE/modification",
            "POST /process-instance/INSTANCE/modification-async",
            "POST /process-instance/INSTANCE/variables",
            "PUT /process-instance/INSTANCE/variables/verdict",
            "POST /process-instance/variables-async",
            "POST /process-instance/message-async",
            "POST /process-instance/suspended-async",
            "POST /process-instance/delete",
            "POST /process-instance/delete-historic-query-based",
            "DELETE /process-instance/INSTANCE",
            "DELETE /process-instance/INSTANCE/comment",
            "POST /execution/INSTANCE/signal",
            "POST /execution/INSTANCE/create-incident",
            "POST /execution/INSTANCE/localVariables",
            "POST /execution/INSTANCE/messageSubscriptions/ChangeCancelled/trigger",
            "PUT /external-task/ID/retries",
            "POST /external-task/fetchAndLock",
            "POST /external-task/ID/complete",
            "POST /job/ID/execute",
            "PUT /job/ID/duedate",
            "POST /job/ID/duedate/recalculate",
            "PUT /job/ID/priority",
            "PUT /job/suspended",
            "DELETE /job/ID",
            "PUT /job-definition/ID/suspended",
            "PUT /job-definition/suspended",
            "PUT /job-definition/ID/jobPriority",
            "DELETE /incident/ID",
            "PUT /incident/ID/annotation",
            "PUT /history/user-operation/ID/set-annotation",
            "DELETE /history/process-instance/ID",
            "POST /history/process-instance/delete",
            "POST /history/process-instance/set-removal-time",
            "DELETE /history/variable-instance/ID",
            "POST /history/cleanup",
            "DELETE /batch/ID",
            "PUT /batch/ID/suspended",
            "POST /migration/generate",
            "POST /migration/execute",
            "POST /migration/executeAsync",
            "POST /modification/execute",
            "POST /modification/executeAsync",
            "POST /deployment/create",
            "POST /deployment/ID/redeploy",
            "DELETE /deployment/ID",
            "POST /authorization/create",
            "PUT /authorization/ID",
            "DELETE /authorization/ID",
            "POST /user/create",
            "PUT /user/ID/profile",
            "PUT /user/ID/credentials",
            "POST /user/ID/unlock",
            "DELETE /user/ID",
            "POST /group/create",
            "PUT /group/support/members/ID",
            "POST /tenant/create",
            "POST /identity/verify",
            "POST /telemetry/configuration",
            "DELETE /metrics/task-worker",
            "PATCH /task/ID");

    private static final List<String> FOR_AGENTS = List.of(
            "POST /task/ID/claim", "POST /task/ID/unclaim", "POST /task/ID/complete", "POST /task/ID/submit-form");

    private static final List<String> FOR_OPERATORS = List.of(
            "PUT /job/ID/retries",
            "PUT /job/ID/suspended",
            "PUT /job-definition/ID/retries",
            "POST /job/retries",
            "POST /process-instance/job-retries",
            "PUT /process-instance/INSTANCE/suspended",
            "PUT /process-instance/INSTANCE/suspended/",
            "PUT /process-instance/suspended",
            "POST /process-instance",
            "POST /variable-instance/count");

    @ParameterizedTest
    @EnumSource(names = {"SUPPORT", "SUPPORT_LEAD", "PROCESS_OWNER", "ADMIN"})
    void nobodyDeploysStartsModifiesOrWritesThroughTheWeb(Role role) {
        var task = reviewTask();
        var caller = new Browser(base).as(people.with(role));
        var before = state(task);

        var refused = new ArrayList<>(FOR_NOBODY);
        var isAgent = role == Role.SUPPORT || role == Role.SUPPORT_LEAD;
        refused.addAll(isAgent ? FOR_OPERATORS : FOR_AGENTS);
        for (var call : refused) {
            assertThat(call(caller, call, task).statusCode())
                    .as("%s by %s", call, role)
                    .isEqualTo(403);
        }

        assertThat(state(task)).isEqualTo(before);
    }

    /** The wall behind the list of calls. */
    @Test
    void noGroupIsGrantedToDeployOrStartOrModify() {
        for (var group : List.of("support", "support-lead", "process-owner", "camunda-admin")) {
            var groups = List.of(group);
            for (var permission : List.of(Permissions.CREATE, Permissions.UPDATE, Permissions.DELETE)) {
                for (var resource : permission.getTypes()) {
                    assertThat(authorizations.isUserAuthorized("nobody", groups, permission, resource))
                            .as("%s %s by %s", permission, resource, group)
                            .isFalse();
                }
            }
            for (var permission : List.of(
                    ProcessDefinitionPermissions.CREATE_INSTANCE,
                    ProcessDefinitionPermissions.UPDATE_INSTANCE,
                    ProcessDefinitionPermissions.UPDATE_INSTANCE_VARIABLE,
                    ProcessDefinitionPermissions.DELETE_INSTANCE,
                    ProcessDefinitionPermissions.MIGRATE_INSTANCE)) {
                assertThat(authorizations.isUserAuthorized("nobody", groups, permission, Resources.PROCESS_DEFINITION))
                        .as("%s by %s", permission, group)
                        .isFalse();
            }
        }
    }

    @Test
    void theProcessOwnerRetriesAndSuspendsAndSoDoesTheAdministrator() {
        for (var role : List.of(Role.PROCESS_OWNER, Role.ADMIN)) {
            var task = reviewTask();
            var caller = new Browser(base).as(people.with(role));
            var job = management
                    .createJobQuery()
                    .processInstanceId(task.getProcessInstanceId())
                    .timers()
                    .list()
                    .get(0)
                    .getId();
            var instance = ENGINE + "/process-instance/" + task.getProcessInstanceId();

            assertThat(send(caller, "PUT", ENGINE + "/job/" + job + "/retries", "{\"retries\": 7}")
                            .statusCode())
                    .isEqualTo(204);
            assertThat(send(caller, "PUT", instance + "/suspended/", "{\"suspended\": true}")
                            .statusCode())
                    .isEqualTo(204);

            assertThat(management.createJobQuery().jobId(job).singleResult().getRetries())
                    .isEqualTo(7);
            assertThat(tasks.createTaskQuery().taskId(task.getId()).suspended().count())
                    .isOne();
            assertThat(send(caller, "PUT", instance + "/suspended", "{\"suspended\": false}")
                            .statusCode())
                    .isEqualTo(204);
            for (var query : List.of("/process-instance/count", "/job", "/variable-instance")) {
                assertThat(send(caller, "POST", ENGINE + query, "{}").statusCode())
                        .as(query)
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void anAgentClaimsForItselfOnly() {
        var task = reviewTask();
        var agent = people.with(Role.SUPPORT);
        var other = people.with(Role.SUPPORT).id().value();
        var browser = new Browser(base).as(agent);
        var path = ENGINE + "/task/" + task.getId() + "/claim";
        for (var body : List.of(
                "{\"userId\": \"" + other + "\"}",
                "{\"userId\": null}",
                "{}",
                "",
                "{\"userId\": \"" + agent.id().value() + "\", \"userId\": \"" + other + "\"}",
                "{\"userId\": [\"" + agent.id().value() + "\"]}")) {
            assertThat(send(browser, "POST", path, body).statusCode()).as(body).isBetween(400, 499);
        }
        assertThat(tasks.createTaskQuery().taskId(task.getId()).taskUnassigned().count())
                .isOne();

        assertThat(send(browser, "POST", path, "{\"userId\": \"" + agent.id().value() + "\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(tasks.createTaskQuery()
                        .taskId(task.getId())
                        .taskAssignee(agent.id().value().toString())
                        .count())
                .isOne();
    }

    @Test
    void theFormsSubmitWhatMayCompleteATask() throws IOException {
        var all = new TreeSet<String>();
        try (var forms = Files.newDirectoryStream(Path.of("processes"), "*.form")) {
            for (var form : forms) {
                var submitted = new TreeSet<String>();
                new ObjectMapper().readTree(form.toFile()).path("components").forEach(field -> {
                    if (field.has("key") && !field.path("disabled").asBoolean()) {
                        submitted.add(field.path("key").asText());
                    }
                });
                assertThat(submitted).as("%s", form).contains("decision", "comment");
                all.addAll(submitted);
            }
        }
        assertThat(all).isEqualTo(EngineBody.FORM_VARIABLES);
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
                {"variables": {"decision": {"value": "approve"}, "comment": {"value": "Called back"}}}""";
        var form = "\"decision\": {\"value\": \"approve\"}, \"comment\": {\"value\": \"Called back\"}";

        assertThat(send(other, "POST", path + "/complete", approval).statusCode())
                .isBetween(400, 499);
        assertThat(send(other, "POST", path + "/submit-form", approval).statusCode())
                .isBetween(400, 499);
        for (var smuggled : List.of(
                "\"missing\": {\"value\": \"nothing\"}",
                "\"verdict\": {\"value\": \"approve\"}",
                "\"applied\": {\"value\": true}",
                "\"evidence\": {\"value\": true}",
                "\"coolingOffEndsAt\": {\"value\": null}",
                "\"signedIn\": {\"value\": false}",
                "\"requestedEmail\": {\"value\": \"evil@people.example\"}",
                "\"smuggled\": {\"value\": \"Pat Person\"}")) {
            for (var call : List.of("/complete", "/submit-form")) {
                assertThat(send(owner, "POST", path + call, "{\"variables\": {" + form + ", " + smuggled + "}}")
                                .statusCode())
                        .as(smuggled)
                        .isEqualTo(400);
            }
        }
        for (var value : List.of(
                "{\"value\": 1}",
                "{\"value\": {\"a\": 1}}",
                "{\"value\": \"rO0AB\", \"type\": \"Object\", \"valueInfo\": {\"serializationDataFormat\": \"application/x-java-serialized-object\"}}",
                "{\"value\": \"x\", \"type\": \"Date\"}",
                "\"approve\"",
                "null")) {
            assertThat(send(owner, "POST", path + "/complete", "{\"variables\": {\"decision\": " + value + "}}")
                            .statusCode())
                    .as(value)
                    .isEqualTo(400);
        }
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
                .isBetween(400, 499);
        assertThat(tasks.createTaskQuery().taskId(next.getId()).count()).isOne();
        assertThat(operationsOf(first))
                .as("recorded, but for what was refused")
                .containsExactly(
                        "CLAIM email-change ReviewEmailChange -", "COMPLETE email-change ReviewEmailChange approve");
    }

    @Test
    void whatAProcessOwnerDoesToAnInstanceIsRecorded() {
        var instance = reviewTask().getProcessInstanceId();
        var owner = people.with(Role.PROCESS_OWNER);
        var browser = new Browser(base).as(owner);
        var job = management.createJobQuery().processInstanceId(instance).list().get(0);

        send(browser, "PUT", ENGINE + "/job/" + job.getId() + "/retries", "{\"retries\": 1}");
        send(browser, "PUT", ENGINE + "/process-instance/" + instance + "/suspended", "{\"suspended\": true}");
        send(browser, "PUT", ENGINE + "/process-instance/" + instance + "/suspended", "{\"suspended\": false}");
        send(browser, "PUT", ENGINE + "/process-instance/nothing/suspended", "{\"suspended\": true}");

        assertThat(operationsOf(owner)).hasSizeBetween(3, 4);
        assertThat(operationsOf(owner).subList(1, 3))
                .containsExactly("SUSPEND email-change - -", "ACTIVATE email-change - -");
        assertThat(operationsOf(owner).get(0)).startsWith("RETRY email-change ");
    }

    private List<String> operationsOf(LoginsByRole.Person person) {
        return jdbc.queryForList(
                "select concat_ws(' ', action, process, coalesce(element, '-'), coalesce(detail, '-')) from engine_operation"
                        + " where account_id = ? order by at, id",
                String.class,
                person.id().value());
    }

    private static HttpResponse<String> call(Browser browser, String call, Task task) {
        var at = call.indexOf(' ');
        var path = call.substring(at + 1)
                .replace("INSTANCE", task.getProcessInstanceId())
                .replace("ID", task.getId());
        return send(browser, call.substring(0, at), ENGINE + path, "{}");
    }

    /** Of a task, its instance and what belongs to them. */
    private List<Object> state(Task task) {
        var instance = task.getProcessInstanceId();
        return Stream.of(
                        "select * from act_ru_task where proc_inst_id_ = ?",
                        "select * from act_ru_execution where proc_inst_id_ = ? order by id_",
                        "select * from act_ru_variable where proc_inst_id_ = ? order by id_",
                        "select * from act_ru_job where process_instance_id_ = ? order by id_",
                        "select * from act_hi_comment where proc_inst_id_ = ?",
                        "select * from act_hi_attachment where proc_inst_id_ = ?",
                        "select count(*) from act_re_deployment where ? is not null",
                        "select count(*) from act_ru_authorization where ? is not null",
                        "select count(*) from act_ru_filter where ? is not null")
                .<Object>map(sql -> jdbc.queryForList(sql, instance))
                .toList();
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

    /** CVE-2026-77226, and Camunda's own sign-in. */
    @Test
    void camundasOwnWaysInAreClosed() {
        var stranger = new Browser(base);
        var admin = new Browser(base).as(people.with(Role.ADMIN));
        for (var way : List.of(
                "/camunda/api/admin/setup/default/user/create", "/camunda/api/admin/auth/user/default/login/cockpit")) {
            assertThat(post(stranger, way).statusCode()).as(way).isEqualTo(401);
            assertThat(post(admin, way).statusCode()).as(way).isEqualTo(403);
        }
        for (var written : List.of(
                "/camunda/api/admin//setup/default/user/create",
                "//camunda/api/admin/setup/default/user/create",
                "/camunda/api/admin/./setup/default/user/create",
                "/camunda/api/admin/x/../setup/default/user/create",
                "/camunda/api/admin/setup;x=y/default/user/create",
                "/camunda/api/admin;/setup/default/user/create",
                "/camunda/api/admin/%73etup/default/user/create",
                "/camunda/%61pi/admin/setup/default/user/create",
                "/camunda/api/admin/%2e/setup/default/user/create",
                "/camunda/api/admin%2fsetup/default/user/create",
                "/camunda/api/admin/setup/default/user/create/",
                "/camunda/api/admin/setup/default/user/create%00",
                "/camunda/api/admin/setup./default/user/create",
                "/camunda/api/admin/SETUP/default/user/create")) {
            for (var method : List.of("GET", "POST", "PUT", "HEAD")) {
                for (var browser : List.of(stranger, admin)) {
                    assertThat(send(browser, method, written, "{}").statusCode())
                            .as("%s %s", method, written)
                            .isBetween(400, 499);
                }
            }
        }
        assertThat(jdbc.queryForObject("select count(*) from act_id_user", Integer.class))
                .isZero();
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
    void whoGetsAnotherRoleIsOutAtTheNextCall() {
        var person = people.with(Role.ADMIN);
        people.with(Role.ADMIN);
        var admin = new Browser(base).as(person);
        assertThat(admin.get(ENGINE + "/authorization/count").body()).doesNotContain("{\"count\":0}");

        accounts.changeRole(person.id(), Role.SUPPORT);

        assertThat(admin.get(ENGINE + "/authorization/count").statusCode()).isEqualTo(401);
        assertThat(admin.get("/admin/staff").statusCode()).isEqualTo(302);
        var again = new Browser(base).as(person);
        assertThat(again.get(ENGINE + "/authorization/count").body()).isEqualTo("{\"count\":0}");
        accounts.changeRole(person.id(), Role.SUPPORT);
        assertThat(again.get(ENGINE + "/authorization/count").statusCode())
                .as("a repeat changes nothing")
                .isEqualTo(200);
    }

    /** Were the session to stay, its groups would not. */
    @Test
    void groupsAreReadForEachCall() {
        var person = people.with(Role.ADMIN);
        var admin = new Browser(base).as(person);
        assertThat(admin.get(ENGINE + "/authorization/count").body()).doesNotContain("{\"count\":0}");

        jdbc.update(
                "update account set staff_role = 'SUPPORT' where id = ?",
                person.id().value());

        assertThat(admin.get(ENGINE + "/authorization/count").body()).isEqualTo("{\"count\":0}");
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
    void aPagesScriptsCarryTheNonceOfItsOwnPolicyDuringOtherRequests() {
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
    void aRefusedExecutionLeavesTheTimerAsItWas() {
        reviewTask();
        var timer = management
                .createJobQuery()
                .processDefinitionKey("email-change")
                .activityId("expiryDue")
                .listPage(0, 1)
                .get(0);
        for (var role : List.of(Role.PROCESS_OWNER, Role.SUPPORT, Role.SUPPORT_LEAD)) {
            var browser = new Browser(base).as(people.with(role));

            assertThat(post(browser, ENGINE + "/job/" + timer.getId() + "/execute")
                            .statusCode())
                    .isEqualTo(403);

            var now = management.createJobQuery().jobId(timer.getId()).singleResult();
            assertThat(now.getDuedate()).isEqualTo(timer.getDuedate());
            assertThat(now.getRetries()).isEqualTo(timer.getRetries());
            assertThat(now.getExceptionMessage()).isNull();
        }
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
