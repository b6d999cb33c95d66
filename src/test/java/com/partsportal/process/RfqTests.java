package com.partsportal.process;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import com.partsportal.part.RfqApproval;
import com.partsportal.part.RfqId;
import com.partsportal.part.RfqProcess;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.ConcurrencyFailureException;

@PathsOf("rfq")
class RfqTests extends ProcessPaths {

    @Autowired
    RfqProcess process;

    @Test
    void goesToTheVendorAtOnceAndEndsWithTheAnswer() {
        var instance = start(false);
        assertThat(instance).isWaitingAt("AnswerRequest");
        verify(rfqs).tellVendor(rfq());

        process.answered(rfq());

        verify(rfqs).tellCustomer(rfq());
        assertThat(instance).isEnded().hasPassed("rfqAnswered").hasNotPassed("ApproveRequest");
    }

    @Test
    void waitsForAManagerWhereTheCompanyWantsIt() {
        var instance = start(true);
        assertThat(instance).isWaitingAt("ApproveRequest");
        verify(rfqs, never()).tellVendor(rfq());

        process.decided(rfq(), RfqApproval.APPROVE);

        verify(rfqs).tellVendor(rfq());
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
        verify(rfqs, never()).tellVendor(rfq());
    }

    @Test
    void aStepThatItDoesNotWaitAtIsALostRace() {
        start(true);

        assertThatThrownBy(() -> process.answered(rfq())).isInstanceOf(ConcurrencyFailureException.class);
    }

    private RfqId rfq() {
        return new RfqId(key);
    }

    private ProcessInstance start(boolean approvalNeeded) {
        process.submitted(rfq(), approvalNeeded);
        return instanceOf(RfqInstances.DEFINITION);
    }
}
