package com.partsportal.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.partsportal.account.Role;
import com.partsportal.shared.EmailAddress;
import com.partsportal.testing.EarlierDatabase;
import com.partsportal.testing.People;
import com.partsportal.testing.PortalTest;
import jakarta.servlet.http.Cookie;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.runtime.Job;
import org.springframework.beans.factory.annotation.Autowired;

/** The process owner moves what an earlier version left to the newest models: it keeps its dates and comes to the same ends. */
@PortalTest
@EarlierDatabase(value = "earlier/b259b5b.sql.gz", name = "migrated")
class MigratedDatabaseTests extends EarlierDatabaseTests {

    private static final List<String> PROCESSES =
            List.of("customer-onboarding", "user-invitation", "mail-delivery", "rfq", "email-change", "support-case");

    @Autowired
    RepositoryService repository;

    @Override
    void before() {
        var owner = accounts.openStaff(
                new EmailAddress("olga@copy.example"), "Olga Owner", Role.PROCESS_OWNER, Locale.ENGLISH, People.HASH);
        var session = people.session("olga@copy.example");
        assertThat(pages.text(session, "/insights/versions")).contains("run on older versions");
        assertThat(pages.text(session, "/insights/versions?process=rfq")).contains("AnswerRequest", "Yes");
        assertThat(pages.open(session, "/insights/versions?process=nothing").getStatus())
                .isEqualTo(404);
        var dates = dates();
        var old = older();
        assertThat(old).isNotEmpty();

        migrate(session, "rfq", "");
        assertThat(older()).as("without a reason nothing happens").isEqualTo(old);
        for (var process : PROCESSES) {
            migrate(session, process, "new models of December");
            runBatches();
        }

        assertThat(older()).as("what stays on an older model").isEmpty();
        assertThat(dates()).containsAllEntriesOf(dates);
        assertThat(pages.text(session, "/insights/versions"))
                .contains("Every running instance is on the newest version");
        assertThat(jdbc.sql("select sum(affected) from engine_operation where action = 'MIGRATE' and account_id = :by"
                                + " and reason = 'new models of December'")
                        .param("by", owner.value())
                        .query(Long.class)
                        .single())
                .isEqualTo(old.size());
    }

    private void migrate(Cookie session, String process, String reason) {
        assertThat(pages.send(session, "/insights/versions", "process", process, "reason", reason)
                        .getRedirectedUrl())
                .isEqualTo("/insights/versions?process=" + process);
    }

    /** The instances that do not run on the newest model, and on which they run. */
    private Map<String, String> older() {
        var newest = repository.createProcessDefinitionQuery().latestVersion().list().stream()
                .map(definition -> definition.getId())
                .toList();
        return runtime.createProcessInstanceQuery().list().stream()
                .filter(instance -> !newest.contains(instance.getProcessDefinitionId()))
                .collect(Collectors.toMap(
                        instance -> instance.getBusinessKey() + " " + runtime.getActiveActivityIds(instance.getId()),
                        instance -> instance.getProcessDefinitionId()));
    }

    /** When which timer of which instance is due. */
    private Map<String, Instant> dates() {
        return management.createJobQuery().timers().list().stream()
                .filter(job -> job.getProcessInstanceId() != null)
                .collect(Collectors.toMap(this::name, job -> job.getDuedate().toInstant()));
    }

    private String name(Job timer) {
        return timer.getProcessInstanceId() + " "
                + management
                        .createJobDefinitionQuery()
                        .jobDefinitionId(timer.getJobDefinitionId())
                        .singleResult()
                        .getActivityId();
    }

    /** Their jobs belong to no instance. */
    private void runBatches() {
        while (management.createBatchQuery().count() > 0) {
            var due = management.createJobQuery().executable().list().stream()
                    .filter(job -> job.getProcessInstanceId() == null)
                    .map(Job::getId)
                    .toList();
            assertThat(due).isNotEmpty();
            due.forEach(management::executeJob);
        }
    }
}
