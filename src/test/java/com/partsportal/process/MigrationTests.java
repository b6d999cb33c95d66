package com.partsportal.process;

import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.partsportal.account.AccountId;
import com.partsportal.emailchange.ChangeCase.Missing;
import com.partsportal.emailchange.ChangeDecision.Verdict;
import com.partsportal.emailchange.EmailChangeId;
import com.partsportal.emailchange.EmailChangeProcess;
import com.partsportal.emailchange.ReviewFacts;
import com.partsportal.emailchange.SupportCaseId;
import com.partsportal.invitation.InvitationId;
import com.partsportal.invitation.InvitationKind;
import com.partsportal.invitation.InvitationProcess;
import com.partsportal.invitation.InvitationTasks;
import com.partsportal.mail.DeliveryResult;
import com.partsportal.rfq.RfqDates;
import com.partsportal.rfq.RfqId;
import com.partsportal.rfq.RfqProcess;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentWithDefinitions;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Instances of the models of the version before (src/test/resources/earlier/december) move to those of today, where they wait, and go on. */
@EngineTest
class MigrationTests extends ProcessPaths {

    private static final AccountId AGENT = new AccountId(UUID.randomUUID());

    @Autowired
    RepositoryService repository;

    @Autowired
    ModelMigrations migrations;

    @Autowired
    InvitationProcess invitationProcess;

    @Autowired
    EmailChangeProcess changes;

    @Autowired
    RfqProcess rfqs;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final EmailChangeId change = new EmailChangeId(key);
    private final InvitationId invitation = new InvitationId(UUID.randomUUID());
    private final List<DeploymentWithDefinitions> earlier = new ArrayList<>();

    @AfterEach
    void removeTheEarlierModels() {
        earlier.forEach(deployment -> repository.deleteDeployment(deployment.getId(), true));
    }

    @Test
    void anInvitationWhoseMailWaits() {
        when(invitations.send(any())).thenReturn(DeliveryResult.SENT);
        var instance = migrated(start("customer-onboarding", invited()));
        assertThat(instance).isWaitingAt("sendInvitation");

        runJobs(instance);

        assertThat(instance).isWaitingAtExactly("invitationOpen", "reminderDue");
    }

    @Test
    void anInvitationThatWaitsForItsReminderIsRemindedAndAccepted() {
        when(invitations.send(any())).thenReturn(DeliveryResult.SENT);
        when(invitations.remind(any())).thenReturn(InvitationTasks.Reminded.then(Optional.empty()));
        for (var model : Map.of(
                        "customer-onboarding", InvitationKind.CONTACT, "user-invitation", InvitationKind.COLLEAGUE)
                .entrySet()) {
            var instance = start(model.getKey(), invited());
            runJobs(instance);
            migrated(instance);
            moveClockTo(now.plus(Duration.ofDays(3)));
            runJobs(instance);
            assertThat(instance).isWaitingAtExactly("invitationOpen", "awaitAcceptance");

            invitationProcess.accepted(model.getValue(), key, true);
            runJobs(instance);

            assertThat(instance).isEnded().hasPassed("sendWelcome");
            clock.reset();
        }
    }

    @Test
    void anInvitationThatTheMailServerRefusedExpires() {
        when(invitations.send(any())).thenReturn(DeliveryResult.REFUSED);
        var instance = start("user-invitation", invited());
        runJobs(instance);
        migrated(instance);
        assertThat(instance).isWaitingAtExactly("invitationOpen", "awaitCorrection");

        moveClockTo(now.plus(Duration.ofDays(14)));
        runJobs(instance);

        verify(invitations).expire(invitation);
        assertThat(instance).isEnded().hasPassed("expired");
    }

    @Test
    void aMailThatWaits() {
        when(queuedMails.deliver(key)).thenReturn(DeliveryResult.REFUSED);
        var instance = migrated(start("mail-delivery", Variables.createVariables()));

        runJobs(instance);

        assertThat(instance).isEnded().hasPassed("mailRefused");
    }

    @Test
    void anEmailChangeThatWaitsForItsConfirmation() {
        var instance = change(false, Missing.NOTHING);
        moved(instance, "awaitConfirmation");

        changes.newAddressConfirmed(change, true, null);
        runJobs(instance);
        decide("approve");

        assertThat(instance).isEnded().hasPassed("changed");
    }

    @Test
    void anEmailChangeThatRunsOut() {
        var instance = change(false, Missing.NOTHING);
        changes.newAddressConfirmed(change, false, null);
        runJobs(instance);
        moved(instance, "awaitExpiry");

        moveClockTo(now.plus(Duration.ofDays(14)));
        runJobs(instance);

        assertThat(instance).isEnded().hasPassed("reminded", "expired");
    }

    @Test
    void anEmailChangeInReviewIsEscalatedAskedAboutAndRejected() {
        var instance = change(true, Missing.NOTHING);
        moved(instance, "ReviewEmailChange");
        moveClockTo(job(instance, "reviewOverdue").getDuedate().toInstant());
        runJobs(instance);
        verify(changeSteps).recordEscalation(change);

        decide("ask");
        changes.questionAnswered(change);
        decide("reject");

        assertThat(instance).isEnded().hasPassed("changeRejected", "rejected");
    }

    @Test
    void anEmailChangeWhoseQuestionIsOpen() {
        var instance = change(true, Missing.NOTHING);
        decide("ask");
        moved(instance, "questionAnswered");

        changes.questionAnswered(change);

        assertThat(instance).isWaitingAt("ReviewEmailChange");
    }

    @Test
    void anEmailChangeThatWaitsForTheNewAddressIsDisputed() {
        var instance = change(true, Missing.NEW_ADDRESS);
        decide("approve");
        moved(instance, "awaitNewAddress");

        changes.disputed(change);

        assertThat(instance).isEnded().hasPassed("disputed");
    }

    @Test
    void anEmailChangeInItsSecondApprovalAndItsCoolingOff() {
        var instance = change(true, Missing.OLD_ADDRESS);
        decide("approve");
        moved(instance, "SecondApproval");
        decide("approve");
        assertThat(instance).isWaitingAt("coolingOffOver");

        when(changeSteps.missing(change)).thenReturn(Missing.NOTHING);
        changes.oldAddressConfirmed(change);

        assertThat(instance).isEnded().hasPassed("oldAddressConfirmed", "changed");
    }

    @Test
    void anEmailChangeThatCoolsOff() {
        var instance = change(true, Missing.OLD_ADDRESS);
        decide("approve");
        decide("approve");
        moved(instance, "coolingOffOver");

        when(changeSteps.missing(change)).thenReturn(Missing.NOTHING);
        moveClockTo(now.plus(Duration.ofDays(3)));
        runJobs(instance);

        assertThat(instance).isEnded().hasPassed("coolingOffPassed", "changed");
    }

    @Test
    void anEmailChangeThatLeavesTheOldAddressItsTimeIsCancelled() {
        when(changeSteps.secondApprovalAt(change)).thenReturn(now.plus(Duration.ofDays(1)));
        var instance = change(true, Missing.OLD_ADDRESS);
        decide("approve");
        moved(instance, "awaitEvidence");

        changes.cancelled(change);

        assertThat(instance).isEnded().hasPassed("cancelled");
    }

    @Test
    void aSupportCase() {
        var instance = start(
                "support-case",
                Variables.putValue("caseId", key.toString())
                        .putValue("kind", "Possible takeover")
                        .putValue("priority", 50)
                        .putValue("followUpAt", ProcessVariable.date(now))
                        .putValue("overdueAt", ProcessVariable.date(now.plus(Duration.ofDays(2)))));
        moved(instance, "HandleCase");

        moveClockTo(now.plus(Duration.ofDays(2)));
        runJobs(instance);

        verify(supportCases).recordEscalation(new SupportCaseId(key));
    }

    private ProcessInstance change(boolean signedIn, Missing missing) {
        when(changeSteps.review(change))
                .thenReturn(new ReviewFacts(
                        "1001", "id", "Initech", "Mona", "old@x.test", "new@x.test", "r", "q", "p", "c", "e", "h"));
        when(changeSteps.missing(change)).thenReturn(missing);
        when(changeSteps.apply(change)).thenReturn(true);
        when(changeSteps.beginCoolingOff(change)).thenReturn(now.plus(Duration.ofDays(3)));
        return start(
                "email-change",
                Variables.putValue("signedIn", signedIn)
                        .putValue("reminderAt", ProcessVariable.date(now.plus(Duration.ofDays(7))))
                        .putValue("expiresAt", ProcessVariable.date(now.plus(Duration.ofDays(14)))));
    }

    private void decide(String decision) {
        var verdict = Verdict.valueOf(decision.toUpperCase(Locale.ROOT));
        when(changeDecisions.recordReview(eq(change), any(), any(), any(), any()))
                .thenReturn(verdict);
        when(changeDecisions.recordSecondApproval(eq(change), any(), any(), any()))
                .thenReturn(verdict);
        changes.decide(change, AGENT, decision, "because", null);
    }

    /** Moves an instance that waits there. */
    private void moved(ProcessInstance instance, String element) {
        assertThat(instance).isWaitingAt(element);
        migrated(instance);
        assertThat(instance).isWaitingAt(element);
    }

    @Test
    void anRfqThatWaitsForTheVendorGetsItsExpiryWithTheMigration() {
        var dates = RfqDates.from(now, ZoneOffset.UTC);
        when(rfqNotices.notifyVendor(any())).thenReturn(dates);
        when(rfqNotices.datesFromNow(new RfqId(key))).thenReturn(dates);
        var instance = start("rfq", Variables.putValue("approvalNeeded", false));
        migrated(instance);
        assertThat(instance).isWaitingAt("AnswerRequest");

        moveClockTo(dates.expiresAt());
        runJobs(instance);

        assertThat(instance).isEnded().hasPassed("vendorReminded", "rfqExpired");
    }

    @Test
    void anRfqThatWaitsForAnApprovalIsMovedAndWithdrawn() {
        var instance = start("rfq", Variables.putValue("approvalNeeded", true));
        moved(instance, "ApproveRequest");

        rfqs.withdrawn(new RfqId(key));

        assertThat(instance).isEnded().hasPassed("withdrawn");
    }

    @Test
    void withoutMigrationAnRfqIsWithdrawnToo() {
        var running = start("rfq", Variables.putValue("approvalNeeded", true));

        rfqs.withdrawn(new RfqId(key));

        verify(rfqNotices).notifyVendorOfWithdrawal(new RfqId(key));
        assertThat(running).isEnded();
    }

    @Test
    void withoutMigrationARefusedReminderAndARefusedMailGoOnAsBefore() {
        when(invitations.send(any())).thenReturn(DeliveryResult.SENT);
        when(invitations.remind(any())).thenReturn(new InvitationTasks.Reminded(true, null));
        var instance = start("customer-onboarding", invited());
        runJobs(instance);
        moveClockTo(now.plus(Duration.ofDays(3)));
        runJobs(instance);

        verify(invitations).reminderRefused(invitation);
        assertThat(instance).isWaitingAtExactly("invitationOpen", "awaitAcceptance");

        when(queuedMails.deliver(key)).thenReturn(DeliveryResult.REFUSED);
        var mail = start("mail-delivery", Variables.createVariables());
        runJobs(mail);
        assertThat(mail).isEnded().hasPassed("mailSettled");
    }

    private VariableMap invited() {
        return Variables.putValue("invitationId", invitation.value().toString())
                .putValue("reminderAt", ProcessVariable.date(now.plus(Duration.ofDays(3))))
                .putValue("expiresAt", ProcessVariable.date(now.plus(Duration.ofDays(14))));
    }

    private ProcessInstance start(String model, VariableMap variables) {
        var deployment = repository
                .createDeployment()
                .addClasspathResource("earlier/december/" + model + ".bpmn")
                .deployWithResult();
        earlier.add(deployment);
        return runtime.startProcessInstanceById(
                deployment.getDeployedProcessDefinitions().get(0).getId(), key.toString(), variables);
    }

    /** To the deployed version of today: each place at which an instance can wait to the one of its name. */
    private ProcessInstance migrated(ProcessInstance before) {
        var definition = runtime.createProcessInstanceQuery()
                .processInstanceId(before.getId())
                .singleResult()
                .getProcessDefinitionId();
        var today = today(definition);
        var dates = dates(before);

        Assertions.assertThat(migrations.obstacle(before.getId(), definition, today))
                .isEmpty();
        Assertions.assertThat(dates(before)).isEqualTo(dates);
        migrations.begin(definition, today, List.of(before.getId()));
        runBatches();

        Assertions.assertThat(dates(before)).containsAllEntriesOf(dates);
        var after = runtime.createProcessInstanceQuery()
                .processInstanceId(before.getId())
                .singleResult();
        Assertions.assertThat(after.getProcessDefinitionId()).isEqualTo(today);
        return after;
    }

    private String today(String definition) {
        var key = repository.getProcessDefinition(definition).getKey();
        return repository.createProcessDefinitionQuery().processDefinitionKey(key).list().stream()
                .filter(candidate -> earlier.stream()
                        .noneMatch(deployment -> deployment.getId().equals(candidate.getDeploymentId())))
                .findFirst()
                .orElseThrow()
                .getId();
    }

    /** When which timer is due. */
    private Map<String, Instant> dates(ProcessInstance instance) {
        return management.createJobQuery().processInstanceId(instance.getId()).timers().list().stream()
                .collect(Collectors.toMap(
                        job -> management
                                .createJobDefinitionQuery()
                                .jobDefinitionId(job.getJobDefinitionId())
                                .singleResult()
                                .getActivityId(),
                        job -> job.getDuedate().toInstant()));
    }

    /** Their jobs belong to no instance. */
    private void runBatches() {
        while (!migrations.running().isEmpty()) {
            var ran = management.createJobQuery().executable().list().stream()
                    .filter(job -> job.getProcessInstanceId() == null)
                    .peek(job -> management.executeJob(job.getId()))
                    .count();
            Assertions.assertThat(ran).isPositive();
        }
    }
}
