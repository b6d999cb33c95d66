package com.partsportal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;

import com.partsportal.mail.DeliveryResult;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Which instance a message reaches, and what the history knows of one that ended. */
@EngineTest
class InvitationInstancesTests extends ProcessPaths {

    @Autowired
    HistoryService history;

    @Test
    void aMessageFindsNoInstanceThatIsSuspendedAndNoneOfTwo() {
        var id = start();
        var message = runtime.createMessageCorrelation("InvitationAccepted").processInstanceBusinessKey(key.toString());
        runtime.suspendProcessInstanceById(id);
        assertThatThrownBy(message::correlate).isInstanceOf(MismatchingMessageCorrelationException.class);
        runtime.activateProcessInstanceById(id);
        var other = start();
        assertThatThrownBy(message::correlate).isInstanceOf(MismatchingMessageCorrelationException.class);
        runtime.deleteProcessInstance(other, "one too many");
        assertThat(runtime.createMessageCorrelation("NoSuchMessage")
                        .processInstanceBusinessKey(key.toString())
                        .correlateAllWithResult())
                .isEmpty();

        message.setVariable("loginExists", true).correlate();

        assertThat(job(instanceOf("customer-onboarding"), "sendWelcome")).isNotNull();
    }

    @Test
    void theHistoryKnowsHowLongAnInstanceTookAndHowLongItsStepsAreKept() {
        var id = start();
        management.executeJob(
                job(instanceOf("customer-onboarding"), "sendInvitation").getId());
        runtime.deleteProcessInstance(id, "enough");

        var past = history.createHistoricProcessInstanceQuery()
                .processInstanceId(id)
                .singleResult();
        assertThat(past.getStartTime()).isNotNull();
        assertThat(past.getRemovalTime()).isAfter(past.getEndTime());
        assertThat(past.getDurationInMillis())
                .isEqualTo(past.getEndTime().getTime() - past.getStartTime().getTime());
        assertThat(history.createHistoricActivityInstanceQuery()
                        .processInstanceId(id)
                        .list())
                .extracting(HistoricActivityInstance::getActivityId, HistoricActivityInstance::getRemovalTime)
                .contains(tuple("sendInvitation", past.getRemovalTime()), tuple("reminderDue", past.getRemovalTime()));
    }

    private String start() {
        when(invitations.send(any())).thenReturn(DeliveryResult.SENT);
        return runtime.createProcessInstanceByKey("customer-onboarding")
                .businessKey(key.toString())
                .setVariable("invitationId", UUID.randomUUID().toString())
                .setVariable("reminderAt", Date.from(Instant.now().plusSeconds(60)))
                .setVariable("expiresAt", Date.from(Instant.now().plusSeconds(3600)))
                .execute()
                .getId();
    }
}
