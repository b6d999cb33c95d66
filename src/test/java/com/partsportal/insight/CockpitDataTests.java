package com.partsportal.insight;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.partsportal.account.Accounts;
import com.partsportal.account.Role;
import com.partsportal.shared.EmailAddress;
import com.partsportal.testing.Pages;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import jakarta.servlet.http.Cookie;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.repository.DeploymentWithDefinitions;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the plug-in of Cockpit reads: never more than a page, filtered, and nothing for what is not there. */
@PortalTest
class CockpitDataTests {

    private static final String PROCESS = "history-test";

    @Autowired
    People people;

    @Autowired
    Accounts accounts;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    Pages pages;

    @Autowired
    ObjectMapper json;

    private DeploymentWithDefinitions deployed;
    private String definition;
    private Cookie session;

    @BeforeEach
    void aProcess() {
        var model = Bpmn.createExecutableProcess(PROCESS)
                .camundaHistoryTimeToLiveString("P180D")
                .startEvent()
                .userTask("work")
                .endEvent("done")
                .name("Done")
                .done();
        deployed = repository
                .createDeployment()
                .addModelInstance(PROCESS + ".bpmn", model)
                .deployWithResult();
        definition = deployed.getDeployedProcessDefinitions().get(0).getId();
        var email = UUID.randomUUID() + "@history.example";
        accounts.openStaff(new EmailAddress(email), "Olga Owner", Role.PROCESS_OWNER, Locale.ENGLISH, People.HASH);
        session = people.session(email);
    }

    @AfterEach
    void remove() {
        repository.deleteDeployment(deployed.getId(), true);
    }

    @Test
    void finishedInstancesComeByPages() throws Exception {
        for (var number = 0; number < InstanceHistoryReport.PAGE + 2; number++) {
            start("key-" + number, true);
        }
        var last = start("running", false);

        var first = read("finished?definition=" + definition);
        assertThat(first.path("instances")).hasSize(InstanceHistoryReport.PAGE);
        assertThat(first.path("more").asBoolean()).isTrue();
        assertThat(first.path("durations").path("number").asInt()).isEqualTo(InstanceHistoryReport.PAGE + 2);
        var keys = new HashSet<>(first.path("instances").findValuesAsText("key"));
        var oldest = first.path("instances").get(InstanceHistoryReport.PAGE - 1);
        var second = read("finished?definition=" + definition + "&before="
                + oldest.path("instance").asText());
        assertThat(second.path("instances")).hasSize(2);
        assertThat(second.path("more").asBoolean()).isFalse();
        keys.addAll(second.path("instances").findValuesAsText("key"));
        assertThat(keys).hasSize(InstanceHistoryReport.PAGE + 2).doesNotContain("running");

        var elements = read("elements?definition=" + definition);
        assertThat(counts(elements, "work")).containsExactly(1, InstanceHistoryReport.PAGE + 2, 0);
        assertThat(read("instance?id=" + last).path("instance").path("state").asText())
                .isEqualTo("ACTIVE");
    }

    @Test
    void filtersNarrowAndWhatIsNotThereIsNotFound() throws Exception {
        var one = start("one", true);
        runtime.deleteProcessInstance(start("two", false), "by a test");

        assertThat(keys("")).containsExactly("two", "one");
        assertThat(keys("&key=one")).containsExactly("one");
        assertThat(keys("&state=INTERNALLY_TERMINATED")).containsExactly("two");
        assertThat(keys("&element=done")).containsExactly("one");
        assertThat(keys("&from=2000-01-01&to=2001-01-01")).isEmpty();
        assertThat(keys("&from=2000-01-01")).hasSize(2);
        assertThat(keys("&from=%2B999999999-01-01")).hasSize(2);
        assertThat(keys("&from=yesterday&element=%27"))
                .as("no sense, no filter")
                .hasSize(2);
        assertThat(keys("&before=unknown")).isEmpty();
        var history = read("instance?id=" + one);
        assertThat(history.path("lines").findValuesAsText("element")).containsExactly("work", "done");
        assertThat(history.path("instance").path("element").asText()).isEqualTo("done");

        assertThat(status("instance?id=" + UUID.randomUUID())).isEqualTo(404);
        assertThat(status("instance?id=")).isEqualTo(404);
        assertThat(status("finished")).isEqualTo(404);
        assertThat(status("elements?definition=%27")).isEqualTo(404);
        assertThat(read("finished?definition=nothing:1:2").path("instances")).isEmpty();
        assertThat(read("texts").path("history").asText()).isEqualTo("History");
    }

    private String start(String key, boolean ends) {
        var instance = runtime.startProcessInstanceById(definition, key).getId();
        if (ends) {
            tasks.complete(tasks.createTaskQuery()
                    .processInstanceId(instance)
                    .singleResult()
                    .getId());
        }
        return instance;
    }

    private static List<Integer> counts(JsonNode elements, String element) {
        for (var one : elements) {
            if (one.path("element").asText().equals(element)) {
                return List.of(
                        one.path("running").asInt(),
                        one.path("finished").asInt(),
                        one.path("failed").asInt());
            }
        }
        return List.of();
    }

    private List<String> keys(String filter) throws Exception {
        return read("finished?definition=" + definition + filter)
                .path("instances")
                .findValuesAsText("key");
    }

    private JsonNode read(String what) throws Exception {
        return json.readTree(pages.open(session, "/insights/cockpit/" + what).getContentAsString());
    }

    private int status(String what) {
        return pages.open(session, "/insights/cockpit/" + what).getStatus();
    }
}
