package com.partsportal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.partsportal.account.AccountId;
import com.partsportal.emailchange.ChangeCase.Missing;
import com.partsportal.emailchange.ChangeDecision.Verdict;
import com.partsportal.emailchange.EmailChangeId;
import com.partsportal.emailchange.EmailChangeProcess;
import com.partsportal.emailchange.ReviewFacts;
import com.partsportal.emailchange.RiskPolicy;
import com.partsportal.shared.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.UUID;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@PathsOf("email-change")
class EmailChangeTests extends ProcessPaths {

    private static final Duration DAY = Duration.ofDays(1);
    private static final AccountId FIRST = new AccountId(UUID.randomUUID());
    private static final AccountId SECOND = new AccountId(UUID.randomUUID());

    @Autowired
    EmailChangeProcess process;

    @Autowired
    TaskService tasks;

    @Autowired
    HistoryService history;

    @Autowired
    RiskPolicy risks;

    private final EmailChangeId change = new EmailChangeId(key);
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final Instant remindAt = now.plus(DAY.multipliedBy(7));
    private final Instant expiresAt = now.plus(DAY.multipliedBy(14));

    @BeforeEach
    void rowIsReady() {
        when(emailChanges.review(change))
                .thenReturn(
                        new ReviewFacts("Initech", "Mona", "old@x.test", "new@x.test", "r", "q", "p", "c", "e", "h"));
        when(emailChanges.missing(change)).thenReturn(Missing.NOTHING);
        when(emailChanges.apply(change)).thenReturn(true);
        when(emailChanges.beginCoolingOff(change)).thenReturn(now.plus(DAY.multipliedBy(3)));
    }

    // ---- signed in

    @Test
    void opensTheReviewAtOnceWhenSignedIn() {
        var instance = start(true);

        verify(emailChanges).askNewAddress(change);
        verify(emailChanges).noticeOldAddress(change);
        assertThat(instance).isWaitingAtExactly("requestOpen", "ReviewEmailChange");
        var task = task();
        assertThat(task).hasCandidateGroup("support");
        assertThat(task.getDueDate()).isCloseTo(Date.from(now.plus(DAY.multipliedBy(2))), 60_000);
        assertThat(task.getFollowUpDate()).isCloseTo(Date.from(now.plus(DAY)), 60_000);
        assertThat(runtime.getVariables(instance.getId()))
                .containsEntry("company", "Initech")
                .containsEntry("currentEmail", "old@x.test")
                .containsEntry("requestedEmail", "new@x.test");
    }

    @Test
    void appliesAtOnceWhenEveryProofIsThere() {
        var instance = start(true);
        process.newAddressConfirmed(change, true);
        process.oldAddressConfirmed(change);

        decide(Verdict.APPROVE);

        verify(emailChanges).noteReview(change, FIRST, "approve", "because");
        verify(emailChanges).apply(change);
        assertThat(instance)
                .isEnded()
                .hasPassedInOrder("noteReview", "checkProofs", "applyChange", "emailChanged", "requestClosed");
        assertThat(history.createHistoricVariableInstanceQuery()
                        .processInstanceId(instance.getId())
                        .count())
                .isZero();
    }

    @Test
    void takesTheFactsOutOfTheProcessWithTheTask() {
        when(emailChanges.missing(change)).thenReturn(Missing.NEW_ADDRESS, Missing.NOTHING);
        var instance = start(true);

        decide(Verdict.APPROVE);

        assertThat(instance).isWaitingAtExactly("requestOpen", "awaitNewAddress");
        assertThat(runtime.getVariables(instance.getId()))
                .doesNotContainKeys("company", "currentEmail", "requestedEmail", "reason", "decision", "comment");
        process.newAddressConfirmed(change, true);
        assertThat(instance).isEnded().hasPassed("emailChanged");
    }

    @Test
    void comesBackToTheAgentWhenTheNewAddressIsTakenMeanwhile() {
        when(emailChanges.apply(change)).thenReturn(false, true);
        var instance = start(true);

        decide(Verdict.APPROVE);

        assertThat(instance).isWaitingAtExactly("requestOpen", "ReviewEmailChange");
        assertThat(runtime.getVariable(instance.getId(), "company")).isEqualTo("Initech");
        decide(Verdict.APPROVE);
        assertThat(instance).isEnded().hasPassed("emailChanged");
    }

    @Test
    void endsWithARejection() {
        var instance = start(true);
        decide(Verdict.REJECT);
        verify(emailChanges).tellOfRejection(change);
        verify(emailChanges, never()).apply(any());
        assertThat(instance).isEnded().hasPassed("informRequester", "changeRejected");
    }

    @Test
    void asksTheRequesterAndReviewsTheAnswer() {
        var instance = start(true);
        decide(Verdict.ASK);
        verify(emailChanges).askRequester(change);
        assertThat(instance).isWaitingAtExactly("requestOpen", "questionAnswered");
        process.questionAnswered(change);
        assertThat(instance).isWaitingAtExactly("requestOpen", "ReviewEmailChange");
        decide(Verdict.APPROVE);
        assertThat(instance).isEnded().hasPassed("emailChanged");
    }

    @Test
    void leavesTheTaskAsItWasWhenTheSubmissionIsRefused() {
        doThrow(new Refused("wrong-state")).when(emailChanges).checkReview(any(), any(), any(), any());
        var instance = start(true);
        assertThatThrownBy(() -> process.decide(change, FIRST, "other", null)).isInstanceOf(Refused.class);
        assertThat(instance).isWaitingAtExactly("requestOpen", "ReviewEmailChange");
        assertThat(runtime.getVariable(instance.getId(), "decision")).isNull();
        verify(emailChanges, never()).noteReview(any(), any(), any(), any());
    }

    @Test
    void escalatesAnOverdueReviewToTheLead() {
        var instance = start(true);
        moveClockTo(job(instance, "reviewOverdue").getDuedate().toInstant());
        runJobs(instance);
        verify(emailChanges).noteEscalation(change);
        assertThat(instance)
                .isWaitingAtExactly("requestOpen", "ReviewEmailChange")
                .hasPassed("leadInvolved");
        assertThat(task().getPriority()).isEqualTo(Escalation.PRIORITY);
        assertThat(task()).hasCandidateGroup("support-lead");
    }

    @Test
    void beginsAnewWithTheDueDateAfterAQuestion() {
        var instance = start(true);
        decide(Verdict.ASK);
        moveClockTo(now.plus(DAY.multipliedBy(5)));
        process.questionAnswered(change);
        assertThat(task().getDueDate()).isCloseTo(Date.from(now.plus(DAY.multipliedBy(7))), 60_000);
        assertThat(job(instance, "reviewOverdue").getDuedate()).isEqualTo(task().getDueDate());
    }

    // ---- signed out

    @Test
    void doesNothingBeforeTheNewMailboxIsProvenWhenSignedOut() {
        var instance = start(false);
        assertThat(instance).isWaitingAtExactly("requestOpen", "awaitConfirmation");
        verify(emailChanges, never()).noticeOldAddress(any());

        process.newAddressConfirmed(change, true);

        verify(emailChanges, never()).noticeOldAddress(any());
        runJobs(instance);
        verify(emailChanges).noticeOldAddress(change);
        assertThat(instance).isWaitingAtExactly("requestOpen", "ReviewEmailChange");
    }

    @Test
    void waitsForItsExpiryWhenNobodyHasTheAddress() {
        var instance = start(false);
        process.newAddressConfirmed(change, false);
        runJobs(instance);
        assertThat(instance).isWaitingAtExactly("requestOpen", "awaitExpiry");
        verify(emailChanges, never()).noticeOldAddress(any());
        moveClockTo(expiresAt);
        runJobs(instance);
        verify(emailChanges).expire(change);
        assertThat(instance).isEnded().hasPassed("expireRequest", "expired");
    }

    // ---- the old address is silent

    @Test
    void waitsForASecondAgentAndTheCoolingOff() {
        var instance = startSilent();
        assertThat(instance).isWaitingAtExactly("requestOpen", "oldAddressSilent", "SecondApproval");
        verify(emailChanges).askColleagues(change);
        assertThat(runtime.getVariable(instance.getId(), "currentEmail")).isEqualTo("old@x.test");

        decideSecond(Verdict.APPROVE);

        verify(emailChanges).noteSecondApproval(change, SECOND, "approve", "because");
        assertThat(runtime.getVariable(instance.getId(), "currentEmail")).isNull();
        assertThat(instance).isWaitingAtExactly("requestOpen", "oldAddressSilent", "coolingOffOver");
        verify(emailChanges, never()).apply(any());
        moveClockTo(now.plus(DAY.multipliedBy(3)));
        runJobs(instance);
        assertThat(instance).isEnded().hasPassedInOrder("coolingOffOver", "coolingOffPassed", "applyChange");
    }

    @Test
    void escalatesAnOverdueSecondApprovalToTheLead() {
        var instance = startSilent();
        assertThat(task().getDueDate()).isCloseTo(Date.from(now.plus(DAY.multipliedBy(2))), 60_000);
        assertThat(task().getFollowUpDate()).isCloseTo(Date.from(now.plus(DAY)), 60_000);
        moveClockTo(job(instance, "secondApprovalOverdue").getDuedate().toInstant());
        runJobs(instance);
        verify(emailChanges).noteEscalation(change);
        assertThat(instance)
                .isWaitingAtExactly("requestOpen", "oldAddressSilent", "SecondApproval")
                .hasPassed("secondApprovalEscalated");
        assertThat(task().getPriority()).isEqualTo(Escalation.PRIORITY);
        assertThat(task()).hasCandidateGroup("support-lead");
    }

    @Test
    void endsWhenTheSecondAgentRejects() {
        var instance = startSilent();
        decideSecond(Verdict.REJECT);
        verify(emailChanges).tellOfRejection(change);
        assertThat(instance).isEnded().hasPassed("secondApprovalDenied", "deniedBySecondAgent", "changeRejected");
    }

    @Test
    void keepsTheTaskOpenForAnotherAgent() {
        doThrow(new Refused("four-eyes")).when(emailChanges).checkSecondApproval(any(), any(), any(), any());
        var instance = startSilent();
        assertThatThrownBy(() -> process.decide(change, FIRST, "approve", null))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("four-eyes"));
        assertThat(instance).isWaitingAtExactly("requestOpen", "oldAddressSilent", "SecondApproval");
    }

    @Test
    void needsNoSecondAgentWhenAnotherManagerConfirms() {
        var instance = startSilent();
        process.evidenceGiven(change);
        assertThat(runtime.getVariable(instance.getId(), "currentEmail")).isNull();
        assertThat(instance).isWaitingAtExactly("requestOpen", "oldAddressSilent", "coolingOffOver");
    }

    @Test
    void remembersTheEvidenceOfAnEarlierRound() {
        when(emailChanges.hasEvidence(change)).thenReturn(true);
        var instance = startSilent();
        verify(emailChanges, never()).askColleagues(any());
        assertThat(instance).isWaitingAtExactly("requestOpen", "oldAddressSilent", "coolingOffOver");
    }

    @Test
    void closesTheSecondApprovalWithALateYes() {
        var instance = startSilent();
        process.oldAddressConfirmed(change);
        assertThat(tasks.createTaskQuery().processInstanceId(instance.getId()).count())
                .isZero();
        assertThat(instance).isEnded().hasPassed("oldAddressConfirmed", "emailChanged");
    }

    @Test
    void closesTheWaitingWithALateYes() {
        var instance = startSilent();
        decideSecond(Verdict.APPROVE);
        process.oldAddressConfirmed(change);
        assertThat(instance).isEnded().hasPassed("emailChanged").hasNotPassed("coolingOffPassed");
    }

    // ---- ends at any time

    @Test
    void canBeCancelled() {
        var instance = start(true);
        process.cancelled(change);
        assertThat(instance).isEnded().hasPassed("changeCancelled", "cancelled");
    }

    @Test
    void canBeCancelledWhileTheConfirmationIsAwaited() {
        var instance = start(false);
        process.cancelled(change);
        assertThat(instance).isEnded().hasPassed("cancelled");
    }

    @Test
    void stopsWhenTheOldMailboxSaysItWasSomebodyElse() {
        var instance = startSilent();
        decideSecond(Verdict.APPROVE);
        process.disputed(change);
        verify(emailChanges).openTakeoverCase(change);
        verify(emailChanges, never()).apply(any());
        assertThat(instance).isEnded().hasPassed("changeDisputed", "stopped");
    }

    @Test
    void remindsOnceThenExpires() {
        var instance = start(true);
        moveClockTo(remindAt);
        runJobs(instance);
        verify(emailChanges, times(1)).remind(change);
        assertThat(instance).hasPassed("reminded").isNotEnded();
        moveClockTo(expiresAt);
        runJobs(instance);
        verify(emailChanges).expire(change);
        assertThat(instance).isEnded().hasPassed("expired");
    }

    @Test
    void staysOpenWhenTheExpiryLostAgainstAPerson() {
        doThrow(new IllegalStateException()).when(emailChanges).expire(any());
        var instance = start(true);
        moveClockTo(expiresAt);
        runFailingJob(instance, "expiryDue");
        assertThat(instance).isNotEnded();
    }

    @Test
    void movesTheExpiryWithTheCoolingOff() {
        var instance = start(true);
        process.expiresAt(change, expiresAt.plus(DAY));
        assertThat(job(instance, "expiryDue").getDuedate()).isEqualTo(Date.from(expiresAt.plus(DAY)));
    }

    // ---- hints

    @Test
    void givesEachHintWithItsReason() {
        assertThat(risks.hints(new RiskPolicy.Facts(true, false, false, 3, 0))).isEmpty();
        assertThat(risks.hints(new RiskPolicy.Facts(false, true, true, 1, 2))).hasSize(5);
        assertThat(risks.hints(new RiskPolicy.Facts(true, true, false, 2, 0)))
                .singleElement()
                .asString()
                .contains("free mail provider");
    }

    // ----

    private ProcessInstance start(boolean signedIn) {
        process.start(change, signedIn, remindAt, expiresAt);
        return instanceOf(EmailChangeInstances.DEFINITION);
    }

    private ProcessInstance startSilent() {
        when(emailChanges.missing(change)).thenReturn(Missing.OLD_ADDRESS, Missing.NOTHING);
        var instance = start(true);
        decide(Verdict.APPROVE);
        return instance;
    }

    private void decide(Verdict verdict) {
        when(emailChanges.noteReview(change, FIRST, verdict.word(), "because")).thenReturn(verdict);
        process.decide(change, FIRST, verdict.word(), "because");
    }

    private void decideSecond(Verdict verdict) {
        when(emailChanges.noteSecondApproval(change, SECOND, verdict.word(), "because"))
                .thenReturn(verdict);
        process.decide(change, SECOND, verdict.word(), "because");
    }

    private Task task() {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(key.toString())
                .singleResult();
    }
}
