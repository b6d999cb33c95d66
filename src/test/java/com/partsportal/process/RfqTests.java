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

import com.partsportal.mail.MailDeferred;
import com.partsportal.rfq.RfqApproval;
import com.partsportal.rfq.RfqDates;
import com.partsportal.rfq.RfqId;
import com.partsportal.rfq.RfqProcess;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.ConcurrencyFailureException;

@PathsOf("rfq")
class RfqTests extends ProcessPaths {

    private static final RfqDates DATES = RfqDates.from(Instant.now(), ZoneOffset.UTC);

    @Autowired
    RfqProcess process;

    @BeforeEach
    void theVendorHasItsTime() {
        when(rfqNotices.notifyVendor(rfq())).thenReturn(DATES);
    }

    @Test
    void goesToTheVendorAtOnceAndEndsWithTheAnswer() {
        var instance = start(false);
        assertThat(instance).isWaitingAt("AnswerRequest");
        verify(rfqNotices).notifyVendor(rfq());

        process.answered(rfq());

        verify(rfqNotices).notifyCustomer(rfq());
        assertThat(instance).isEnded().hasPassed("rfqAnswered").hasNotPassed("ApproveRequest");
    }

    @Test
    void waitsForAManagerWhereTheCompanyWantsIt() {
        var instance = start(true);
        assertThat(instance).isWaitingAt("ApproveRequest");
        verify(rfqNotices, never()).notifyVendor(rfq());

        process.decided(rfq(), RfqApproval.APPROVE);

        verify(rfqNotices).notifyVendor(rfq());
        assertThat(instance).isWaitingAt("AnswerRequest");
    }

    @Test
    void isSentBackRevisedAndApproved() {
        var instance = start(true);
        process.decided(rfq(), RfqApproval.SEND_BACK);
        assertThat(instance).isWaitingAt("ReviseRequest");

        process.revised(rfq());

        assertThat(instance).isWaitingAt("ApproveRequest");
        process.decided(rfq(), RfqApproval.APPROVE);
        assertThat(instance).isWaitingAt("AnswerRequest");
    }

    @Test
    void neverReachesTheVendorWhenItIsTurnedDown() {
        var instance = start(true);

        process.decided(rfq(), RfqApproval.REJECT);

        assertThat(instance).isEnded().hasPassed("requestTurnedDown");
        verify(rfqNotices, never()).notifyVendor(rfq());
    }

    @Test
    void aStepThatItDoesNotWaitAtIsAConcurrencyConflict() {
        start(true);

        assertThatThrownBy(() -> process.answered(rfq())).isInstanceOf(ConcurrencyFailureException.class);
    }

    @Test
    void remindsTheVendorOnceAndExpires() {
        var instance = start(false);
        moveClockTo(DATES.remindAt());
        runJobs(instance);
        verify(rfqNotices).remindVendor(rfq());
        assertThat(instance).isWaitingAt("AnswerRequest").hasPassed("vendorReminded");

        moveClockTo(DATES.expiresAt());
        runJobs(instance);

        verify(rfqNotices).expire(rfq());
        verify(rfqNotices).notifyCustomer(rfq());
        assertThat(instance).isEnded().hasPassed("rfqExpired", "rfqDone");
    }

    @Test
    void staysOpenWhenTheExpiryLostAgainstThePersonWhoAnswers() {
        doThrow(new IllegalStateException()).when(rfqNotices).expire(any());
        var instance = start(false);
        moveClockTo(DATES.expiresAt());
        runFailingJob(instance, "expiryDue");
        assertThat(instance).isWaitingAt("AnswerRequest");
    }

    @Test
    void waitsWithoutUsingUpARetryWhileTheVendorIsSuspended() {
        doThrow(new MailDeferred()).when(rfqNotices).expire(any());
        doThrow(new MailDeferred()).when(rfqNotices).remindVendor(any());
        var instance = start(false);
        moveClockTo(DATES.expiresAt());
        for (var element : List.of("vendorReminderDue", "expiryDue")) {
            var retries = job(instance, element).getRetries();
            runFailingJob(instance, element);
            assertThat(job(instance, element).getRetries()).isEqualTo(retries);
            assertThat(job(instance, element).getDuedate().toInstant()).isAfter(clock.instant());
        }

        var anew = clock.instant().plus(Duration.ofDays(60)).truncatedTo(ChronoUnit.MILLIS);
        process.extended(rfq(), anew);

        assertThat(job(instance, "expiryDue").getDuedate()).isEqualTo(Date.from(anew));
        assertThat(instance).isWaitingAt("AnswerRequest");
        assertThat(incidents(instance)).isEmpty();
    }

    @Test
    void isWithdrawnFromWhereverItWaits() {
        for (var approval : List.of(true, false)) {
            var instance = start(approval);
            process.withdrawn(rfq());
            assertThat(instance).isEnded().hasPassed("rfqWithdrawn", "tellVendorOfWithdrawal", "withdrawn");
        }
        verify(rfqNotices, times(2)).notifyVendorOfWithdrawal(rfq());
    }

    private RfqId rfq() {
        return new RfqId(key);
    }

    private ProcessInstance start(boolean approvalNeeded) {
        process.submitted(rfq(), approvalNeeded);
        return instanceOf(RfqInstances.DEFINITION);
    }
}
