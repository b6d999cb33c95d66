package com.partsportal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
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
        when(changeSteps.review(change)).thenReturn(facts("Initech"));
        when(changeSteps.missing(change)).thenReturn(Missing.NOTHING);
        when(changeSteps.apply(change)).thenReturn(true);
        when(changeSteps.beginCoolingOff(change)).thenReturn(now.plus(DAY.multipliedBy(3)));
    }

    // ---- signed in

    @Test
    void opensTheReviewAtOnceWhenSignedIn() {
        var instance = start(true);

        verify(changeSteps).askNewAddress(change);
        verify(changeSteps).noticeOldAddress(change);
        assertThat(instance).isWaitingAtExactly("requestOpen", "review", "ReviewEmailChange");
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
        process.newAddressConfirmed(change, true, null);
        process.oldAddressConfirmed(change);

        decide(Verdict.APPROVE);

        verify(changeDecisions).recordReview(change, FIRST, "approve", "because", null);
        verify(changeSteps).apply(change);
        assertThat(instance)
                .isEnded()
                .hasPassedInOrder("noteReview", "checkProofs", "applyChange", "emailChanged", "changed");
        assertThat(history.createHistoricVariableInstanceQuery()
                        .processInstanceId(instance.getId())
                        .count())
                .isZero();
    }

    @Test
    void takesTheFactsOutOfTheProcessWithTheTask() {
        when(changeSteps.missing(change)).thenReturn(Missing.NEW_ADDRESS, Missing.NOTHING);
        var instance = start(true);

        decide(Verdict.APPROVE);

        assertThat(instance).isWaitingAtExactly("requestOpen", "apply", "awaitNewAddress");
        assertThat(runtime.getVariables(instance.getId()))
                .doesNotContainKeys("company", "currentEmail", "requestedEmail", "reason", "decision", "comment");
        process.newAddressConfirmed(change, true, null);
        assertThat(instance).isEnded().hasPassed("emailChanged");
    }

    @Test
    void comesBackToTheAgentWhenTheNewAddressIsTakenMeanwhile() {
        when(changeSteps.apply(change)).thenReturn(false, true);
        var instance = start(true);

        decide(Verdict.APPROVE);

        assertThat(instance).isWaitingAtExactly("requestOpen", "review", "ReviewEmailChange");
        assertThat(runtime.getVariable(instance.getId(), "company")).isEqualTo("Initech");
        decide(Verdict.APPROVE);
        assertThat(instance).isEnded().hasPassed("emailChanged");
    }

    @Test
    void endsWithARejection() {
        var instance = start(true);
        decide(Verdict.REJECT);
        verify(changeSteps).notifyOfRejection(change);
        verify(changeSteps, never()).apply(any());
        assertThat(instance)
                .isEnded()
                .hasPassed("rejectedByFirstAgent", "changeRejected", "informRequester", "rejected");
    }

    @Test
    void asksTheRequesterAndReviewsTheAnswer() {
        var instance = start(true);
        decide(Verdict.ASK);
        verify(changeSteps).askRequester(change);
        assertThat(instance).isWaitingAtExactly("requestOpen", "review", "questionAnswered");
        process.questionAnswered(change);
        assertThat(instance).isWaitingAtExactly("requestOpen", "review", "ReviewEmailChange");
        decide(Verdict.APPROVE);
        assertThat(instance).isEnded().hasPassed("emailChanged");
    }

    @Test
    void leavesTheTaskAsItWasWhenTheSubmissionIsRefused() {
        doThrow(new Refused("wrong-state")).when(changeDecisions).checkReview(any(), any(), any(), any());
        var instance = start(true);
        assertThatThrownBy(() -> process.decide(change, FIRST, "other", null, null))
                .isInstanceOf(Refused.class);
        assertThat(instance).isWaitingAtExactly("requestOpen", "review", "ReviewEmailChange");
        assertThat(runtime.getVariable(instance.getId(), "decision")).isNull();
        verify(changeDecisions, never()).recordReview(any(), any(), any(), any(), any());
    }

    @Test
    void escalatesAnOverdueReviewToTheLead() {
        var instance = start(true);
        moveClockTo(job(instance, "reviewOverdue").getDuedate().toInstant());
        runJobs(instance);
        verify(changeSteps).recordEscalation(change);
        assertThat(instance)
                .isWaitingAtExactly("requestOpen", "review", "ReviewEmailChange")
                .hasPassed("leadInvolved");
        assertThat(task().getPriority()).isEqualTo(SupportTasks.ESCALATED_PRIORITY);
        assertThat(task()).hasCandidateGroup("support-lead");
    }

    @Test
    void escalatesAgainAndAgainUntilSomebodyDecides() {
        when(changeSteps.missing(change)).thenReturn(Missing.NEW_ADDRESS);
        var instance = start(true);
        for (var times = 1; times <= 3; times++) {
            var due = job(instance, "reviewOverdue").getDuedate().toInstant();
            assertThat(due).isCloseTo(now.plus(DAY.multipliedBy(2L * times)), within(1, ChronoUnit.MINUTES));
            moveClockTo(due);
            runJobs(instance);
            verify(changeSteps, times(times)).recordEscalation(change);
        }

        decide(Verdict.APPROVE);

        assertThat(management
                        .createJobQuery()
                        .processInstanceId(instance.getId())
                        .activityId("reviewOverdue")
                        .count())
                .isZero();
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
        assertThat(instance).isWaitingAtExactly("requestOpen", "prove", "awaitConfirmation");
        verify(changeSteps, never()).noticeOldAddress(any());

        process.newAddressConfirmed(change, true, null);

        verify(changeSteps, never()).noticeOldAddress(any());
        runJobs(instance);
        verify(changeSteps).noticeOldAddress(change);
        assertThat(instance).isWaitingAtExactly("requestOpen", "review", "ReviewEmailChange");
    }

    @Test
    void waitsForItsExpiryWhenNobodyHasTheAddress() {
        var instance = start(false);
        process.newAddressConfirmed(change, false, null);
        runJobs(instance);
        assertThat(instance).isWaitingAtExactly("requestOpen", "prove", "awaitExpiry");
        verify(changeSteps, never()).noticeOldAddress(any());
        moveClockTo(expiresAt);
        runJobs(instance);
        verify(changeSteps).expire(change);
        assertThat(instance).isEnded().hasPassed("expireRequest", "expired");
    }

    @Test
    void answersARequesterOfAnUnknownAddressAsAnAgentMight() {
        var first = now.plus(DAY);
        var second = now.plus(DAY.multipliedBy(3));
        when(changeSteps.answerUnseen(change)).thenReturn(second, (Instant) null);
        var instance = start(false);
        process.newAddressConfirmed(change, false, first);
        runJobs(instance);
        assertThat(instance).isWaitingAtExactly("requestOpen", "prove", "answerDue");

        moveClockTo(first);
        runJobs(instance);
        assertThat(instance).isWaitingAtExactly("requestOpen", "prove", "answerDue");
        assertThat(job(instance, "answerDue").getDuedate()).isEqualTo(Date.from(second));
        verify(changeSteps, never()).notifyOfRejection(any());

        moveClockTo(second);
        runJobs(instance);
        verify(changeSteps, times(2)).answerUnseen(change);
        verify(changeSteps).notifyOfRejection(change);
        assertThat(instance).isEnded().hasPassed("rejectedUnseen", "changeRejected", "rejected");
    }

    // ---- the old address is silent

    @Test
    void waitsForASecondAgentAndTheCoolingOff() {
        var instance = startSilent();
        assertThat(instance).isWaitingAtExactly("requestOpen", "secondProof", "SecondApproval");
        verify(changeSteps).askColleagues(change);
        assertThat(runtime.getVariable(instance.getId(), "currentEmail")).isEqualTo("old@x.test");

        decideSecond(Verdict.APPROVE);

        verify(changeDecisions).recordSecondApproval(change, SECOND, "approve", "because");
        assertThat(runtime.getVariable(instance.getId(), "currentEmail")).isNull();
        assertThat(instance).isWaitingAtExactly("requestOpen", "secondProof", "coolingOffOver");
        verify(changeSteps, never()).apply(any());
        moveClockTo(now.plus(DAY.multipliedBy(3)));
        runJobs(instance);
        assertThat(instance).isEnded().hasPassedInOrder("coolingOffOver", "coolingOffPassed", "applyChange");
    }

    @Test
    void letsTheOldAddressHaveItsTimeBeforeASecondAgentMayStandIn() {
        when(changeSteps.secondApprovalAt(change)).thenReturn(now.plus(DAY), (Instant) null);
        var instance = startSilent();
        assertThat(instance).isWaitingAtExactly("requestOpen", "secondProof", "awaitEvidence");
        verify(changeSteps).askColleagues(change);
        assertThat(runtime.getVariable(instance.getId(), "currentEmail")).isNull();
        moveClockTo(now.plus(DAY));
        runJobs(instance);
        assertThat(instance)
                .isWaitingAtExactly("requestOpen", "secondProof", "SecondApproval")
                .hasPassed("secondApprovalDue");
        assertThat(runtime.getVariable(instance.getId(), "currentEmail")).isEqualTo("old@x.test");
        assertThat(task().getDueDate()).isCloseTo(Date.from(now.plus(DAY.multipliedBy(3))), 60_000);
    }

    @Test
    void needsNoSecondAgentWhenAnotherManagerConfirmsMeanwhile() {
        when(changeSteps.secondApprovalAt(change)).thenReturn(now.plus(DAY), (Instant) null);
        var instance = startSilent();
        process.evidenceGiven(change);
        assertThat(instance)
                .isWaitingAtExactly("requestOpen", "secondProof", "coolingOffOver")
                .hasPassed("awaitEvidence");
    }

    @Test
    void aYesWhileTheOldAddressHasItsTimeNeedsNobodyElse() {
        when(changeSteps.secondApprovalAt(change)).thenReturn(now.plus(DAY), (Instant) null);
        var instance = startSilent();
        process.oldAddressConfirmed(change);
        assertThat(instance).isEnded().hasPassed("oldAddressConfirmed", "emailChanged");
    }

    @Test
    void escalatesAnOverdueSecondApprovalToTheLead() {
        var instance = startSilent();
        assertThat(task().getDueDate()).isCloseTo(Date.from(now.plus(DAY.multipliedBy(2))), 60_000);
        assertThat(task().getFollowUpDate()).isCloseTo(Date.from(now.plus(DAY)), 60_000);
        moveClockTo(job(instance, "secondApprovalOverdue").getDuedate().toInstant());
        runJobs(instance);
        verify(changeSteps).recordEscalation(change);
        assertThat(instance)
                .isWaitingAtExactly("requestOpen", "secondProof", "SecondApproval")
                .hasPassed("secondApprovalEscalated");
        assertThat(task().getPriority()).isEqualTo(SupportTasks.ESCALATED_PRIORITY);
        assertThat(task()).hasCandidateGroup("support-lead");
    }

    @Test
    void endsWhenTheSecondAgentRejects() {
        var instance = startSilent();
        decideSecond(Verdict.REJECT);
        verify(changeSteps).notifyOfRejection(change);
        assertThat(instance)
                .isEnded()
                .hasPassed("rejectedBySecondAgent", "changeRejected", "informRequester", "rejected");
    }

    @Test
    void keepsTheTaskOpenForAnotherAgent() {
        doThrow(new Refused("four-eyes")).when(changeDecisions).checkSecondApproval(any(), any(), any(), any());
        var instance = startSilent();
        assertThatThrownBy(() -> process.decide(change, FIRST, "approve", null, null))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("four-eyes"));
        assertThat(instance).isWaitingAtExactly("requestOpen", "secondProof", "SecondApproval");
    }

    @Test
    void needsNoSecondAgentWhenAnotherManagerConfirms() {
        var instance = startSilent();
        process.evidenceGiven(change);
        assertThat(runtime.getVariable(instance.getId(), "currentEmail")).isNull();
        assertThat(instance).isWaitingAtExactly("requestOpen", "secondProof", "coolingOffOver");
    }

    @Test
    void remembersTheEvidenceOfAnEarlierRound() {
        when(changeSteps.hasEvidence(change)).thenReturn(true);
        var instance = startSilent();
        verify(changeSteps, never()).askColleagues(any());
        assertThat(instance).isWaitingAtExactly("requestOpen", "secondProof", "coolingOffOver");
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

    // ---- facts of now

    @Test
    void showsTheFactsOfNowWithTheOpenTaskOnly() {
        var instance = start(true);
        process.showFacts(change, () -> facts("Initech Ltd"));
        assertThat(runtime.getVariable(instance.getId(), "company")).isEqualTo("Initech Ltd");

        decide(Verdict.ASK);
        process.showFacts(change, () -> {
            throw new AssertionError("nobody looks at them");
        });
        assertThat(runtime.getVariable(instance.getId(), "company")).isNull();
    }

    private static ReviewFacts facts(String company) {
        return new ReviewFacts("1001", "id", company, "Mona", "old@x.test", "new@x.test", "r", "q", "p", "c", "e", "h");
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
        verify(changeSteps).openTakeoverCase(change);
        verify(changeSteps, never()).apply(any());
        assertThat(instance).isEnded().hasPassed("changeDisputed", "disputed");
    }

    @Test
    void remindsOnceThenExpires() {
        var instance = start(true);
        moveClockTo(remindAt);
        runJobs(instance);
        verify(changeSteps, times(1)).remind(change);
        assertThat(instance).hasPassed("reminded").isNotEnded();
        moveClockTo(expiresAt);
        runJobs(instance);
        verify(changeSteps).expire(change);
        assertThat(instance).isEnded().hasPassed("expired");
    }

    @Test
    void staysOpenWhenTheExpiryLostAgainstAPerson() {
        doThrow(new IllegalStateException()).when(changeSteps).expire(any());
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
        assertThat(risks.hints(new RiskPolicy.RiskFacts(true, false, false, 3, 0, 0)))
                .isEmpty();
        assertThat(risks.hints(new RiskPolicy.RiskFacts(false, true, true, 1, 2, 1)))
                .hasSize(6);
        assertThat(risks.hints(new RiskPolicy.RiskFacts(true, true, false, 2, 0, 0)))
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
        when(changeSteps.missing(change)).thenReturn(Missing.OLD_ADDRESS, Missing.NOTHING);
        var instance = start(true);
        decide(Verdict.APPROVE);
        return instance;
    }

    private void decide(Verdict verdict) {
        when(changeDecisions.recordReview(change, FIRST, verdict.code(), "because", null))
                .thenReturn(verdict);
        process.decide(change, FIRST, verdict.code(), "because", null);
    }

    private void decideSecond(Verdict verdict) {
        when(changeDecisions.recordSecondApproval(change, SECOND, verdict.code(), "because"))
                .thenReturn(verdict);
        process.decide(change, SECOND, verdict.code(), "because", null);
    }

    private Task task() {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(key.toString())
                .singleResult();
    }
}
