package com.partsportal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;

import com.partsportal.account.AccountId;
import com.partsportal.engine.JobExecutorTests.Services;
import com.partsportal.invitation.InvitationDates;
import com.partsportal.invitation.InvitationId;
import com.partsportal.invitation.InvitationKind;
import com.partsportal.invitation.InvitationProcess;
import com.partsportal.invitation.InvitationTasks;
import com.partsportal.mail.DeliveryResult;
import com.partsportal.mail.MailFailures;
import com.partsportal.mail.MailProcess;
import com.partsportal.mail.QueuedMails;
import com.partsportal.process.EngineTest;
import com.partsportal.testing.TestDatabases;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.spring.components.jobexecutor.SpringJobExecutor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Jobs, timers, messages and incidents in the background, with the portal's tuning and without. */
class EngineTuningTests {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void jobsTimersMessagesAndIncidentsComeToTheSame(boolean tuning) {
        try (var application = start(tuning)) {
            assertThat(application.getBean(JobExecutor.class))
                    .isExactlyInstanceOf(tuning ? ImmediateJobExecutor.class : SpringJobExecutor.class);
            sendsRemindsAndIsAccepted(application);
            failsAndIsRetried(application);
        }
    }

    private static void sendsRemindsAndIsAccepted(ConfigurableApplicationContext application) {
        var invitations = application.getBean(InvitationTasks.class);
        var process = application.getBean(InvitationProcess.class);
        var instances = application.getBean(RuntimeService.class).createProcessInstanceQuery();
        var key = UUID.randomUUID();
        var invitation = InvitationId.of(UUID.randomUUID().toString());
        var now = Instant.now();
        doReturn(DeliveryResult.SENT).when(invitations).send(any());
        doReturn(new InvitationTasks.Reminded(false, null)).when(invitations).remind(any());
        doReturn(new AccountId(UUID.randomUUID())).when(invitations).createAccount(any());

        process.start(
                InvitationKind.CONTACT,
                key,
                invitation,
                new InvitationDates(List.of(now.plusSeconds(1)), now.plus(Duration.ofDays(1))));
        verify(invitations, timeout(30_000)).send(invitation);
        verify(invitations, timeout(30_000)).remind(invitation);
        await().untilAsserted(() -> assertThat(application
                        .getBean(ManagementService.class)
                        .createJobQuery()
                        .timers()
                        .list())
                .as("jobs but the expiry's")
                .hasSize(1));

        process.accepted(InvitationKind.CONTACT, key, false);
        verify(invitations, timeout(30_000)).createAccount(invitation);
        verify(invitations, timeout(30_000)).welcome(invitation);
        await().untilAsserted(() -> assertThat(instances.count()).isZero());
    }

    private static void failsAndIsRetried(ConfigurableApplicationContext application) {
        var mails = application.getBean(QueuedMails.class);
        var runtime = application.getBean(RuntimeService.class);
        var management = application.getBean(ManagementService.class);
        var mail = UUID.randomUUID();
        doThrow(MailFailures.permanent("refused")).when(mails).deliver(mail);

        application.getBean(MailProcess.class).start(mail);

        await().untilAsserted(
                        () -> assertThat(runtime.createIncidentQuery().count()).isEqualTo(1));
        doReturn(DeliveryResult.SENT).when(mails).deliver(mail);
        management.setJobRetries(
                management.createJobQuery().messages().singleResult().getId(), 1);
        await().untilAsserted(() -> assertThat(runtime.createIncidentQuery().count())
                .as("incidents")
                .isZero());
        await().untilAsserted(() ->
                assertThat(runtime.createProcessInstanceQuery().count()).isZero());
    }

    private static ConfigurableApplicationContext start(boolean tuning) {
        return new SpringApplicationBuilder(EngineTest.Engine.class, Services.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "spring.datasource.url=" + TestDatabases.fresh(),
                        "spring.datasource.username=postgres",
                        "spring.datasource.password=",
                        "camunda.bpm.authorization.enabled=false",
                        "portal.engine.tuning=" + tuning)
                .run();
    }
}
