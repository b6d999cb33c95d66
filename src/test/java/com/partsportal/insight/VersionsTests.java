package com.partsportal.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.partsportal.account.Accounts;
import com.partsportal.account.Role;
import com.partsportal.shared.EmailAddress;
import com.partsportal.shared.Refused;
import com.partsportal.testing.Jobs;
import com.partsportal.testing.Pages;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.repository.DeploymentWithDefinitions;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What can move to a newer model moves; what cannot is named with the reason; both by page and by command. */
@PortalTest
@ExtendWith(OutputCaptureExtension.class)
class VersionsTests {

    private static final String PROCESS = "versions-test";

    @Autowired
    People people;

    @Autowired
    Accounts accounts;

    @Autowired
    Versions versions;

    @Autowired
    VersionsCommand command;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    ManagementService management;

    @Autowired
    Jobs jobs;

    @Autowired
    Pages pages;

    private final List<DeploymentWithDefinitions> deployed = new ArrayList<>();
    private ProcessInstance stays;
    private ProcessInstance moves;

    /** The newer model has no place for what waits at "gone". */
    @BeforeEach
    void twoVersions() {
        deploy("gone", "here");
        stays = runtime.startProcessInstanceByKey(PROCESS, "a");
        moves = runtime.createProcessInstanceByKey(PROCESS)
                .businessKey("b")
                .startBeforeActivity("here")
                .execute();
        deploy("here", "then");
    }

    @AfterEach
    void remove() {
        management.createBatchQuery().list().forEach(batch -> management.deleteBatch(batch.getId(), true));
        deployed.forEach(deployment -> repository.deleteDeployment(deployment.getId(), true));
    }

    private void deploy(String first, String second) {
        var model = Bpmn.createExecutableProcess(PROCESS)
                .camundaHistoryTimeToLiveString("P180D")
                .startEvent()
                .receiveTask(first)
                .receiveTask(second)
                .endEvent()
                .done();
        deployed.add(repository
                .createDeployment()
                .addModelInstance(PROCESS + ".bpmn", model)
                .deployWithResult());
    }

    @Test
    void thePageNamesWhatCannotMoveAndMovesTheRest() {
        var email = "owner-" + UUID.randomUUID() + "@versions.example";
        accounts.openStaff(new EmailAddress(email), "Olga Owner", Role.PROCESS_OWNER, Locale.ENGLISH, People.HASH);
        var session = people.session(email);
        assertThat(pages.text(session, "/insights/versions")).contains("2 run on older versions", PROCESS);
        assertThat(pages.text(session, "/insights/versions?process=" + PROCESS))
                .contains("Migrate 1", "No: gone: There is no migration instruction for this instance's activity");
        assertThat(pages.open(session, "/insights/versions?process=%00").getStatus())
                .isEqualTo(404);
        assertThat(version(moves)).as("a check moves nothing").isEqualTo(1);

        assertThat(pages.send(session, "/insights/versions", "process", PROCESS, "reason", "")
                        .getRedirectedUrl())
                .isEqualTo("/insights/versions?process=" + PROCESS);
        assertThat(versions.running()).isEmpty();
        pages.send(session, "/insights/versions", "process", PROCESS, "reason", "a better model");
        assertThat(pages.text(session, "/insights/versions")).contains("0 of 1 moved since");
        assertThatThrownBy(() -> versions.migrate(List.of(PROCESS), null, null)).isInstanceOf(Refused.class);
        jobs.runDue();

        assertThat(version(moves)).isEqualTo(2);
        assertThat(version(stays)).isEqualTo(1);
        assertThat(runtime.getActiveActivityIds(moves.getId())).containsExactly("here");
        assertThat(versions.running()).isEmpty();
        assertThat(pages.text(session, "/insights/operations?action=MIGRATE"))
                .contains("Olga Owner", PROCESS, "version 2", "a better model");
    }

    @Test
    void theCommandPrintsAndMigrates(CapturedOutput output) {
        command.run(new DefaultApplicationArguments());
        assertThat(command.getExitCode()).isZero();
        assertThat(output).doesNotContain(PROCESS + " 2");
        command.run(new DefaultApplicationArguments("--versions"));
        assertThat(command.getExitCode()).isEqualTo(1);
        assertThat(output).contains(PROCESS + " 2 (newest): 0 running", PROCESS + " 1: 2 running");

        command.run(new DefaultApplicationArguments("--versions", "--migrate", "--reason=a better model"));
        assertThat(output)
                .contains("1 instances move: the nodes do it", "instance " + stays.getId() + " of version 1 at gone");
        assertThat(output).contains(": 0 of 1 moved, 0 failed");
        command.run(new DefaultApplicationArguments("--versions", "--migrate"));
        assertThat(output).contains("a migration runs already");
        jobs.runDue();
        runtime.deleteProcessInstance(stays.getId(), "by a test");
        command.run(new DefaultApplicationArguments("--versions"));
        assertThat(version(moves)).isEqualTo(2);
        assertThat(command.getExitCode()).isZero();
    }

    /** One that changed between the check and its job. */
    @Test
    void aMigrationThatIsStuckIsShownAndReplacedByTheNext() {
        versions.migrate(List.of(PROCESS), "a better model", null);
        // the one that makes the others
        management.executeJob(management
                .createJobQuery()
                .jobDefinitionId(management.createBatchQuery().singleResult().getSeedJobDefinitionId())
                .singleResult()
                .getId());
        runtime.createProcessInstanceModification(moves.getId())
                .startBeforeActivity("gone")
                .cancelAllForActivity("here")
                .execute();
        management.createJobQuery().list().stream()
                .filter(job -> job.getProcessInstanceId() == null)
                .forEach(job -> management.setJobRetries(job.getId(), 0));

        assertThat(versions.running()).hasSize(1).allMatch(ModelMigration.Running::stuck);
        assertThat(versions.migrate(List.of(PROCESS), "once more", null).moving())
                .isZero();
        assertThat(versions.running()).isEmpty();
    }

    private int version(ProcessInstance instance) {
        var now = runtime.createProcessInstanceQuery()
                .processInstanceId(instance.getId())
                .singleResult();
        return repository.getProcessDefinition(now.getProcessDefinitionId()).getVersion();
    }
}
