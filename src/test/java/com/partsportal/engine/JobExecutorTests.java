package com.partsportal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;

import com.partsportal.emailchange.ChangeDecisions;
import com.partsportal.emailchange.ChangeSteps;
import com.partsportal.emailchange.SupportCases;
import com.partsportal.invitation.InvitationDates;
import com.partsportal.invitation.InvitationDelivery;
import com.partsportal.invitation.InvitationId;
import com.partsportal.invitation.InvitationKind;
import com.partsportal.invitation.InvitationProcess;
import com.partsportal.invitation.InvitationTasks;
import com.partsportal.invitation.Invitations;
import com.partsportal.mail.DeliveryResult;
import com.partsportal.mail.MailProcess;
import com.partsportal.mail.QueuedMails;
import com.partsportal.process.EngineTest;
import com.partsportal.rfq.RfqNotices;
import com.partsportal.testing.TestDatabases;
import com.partsportal.webhook.WebhookDeliveries;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** Jobs in the background, as in production, in an application of their own. */
@ExtendWith(OutputCaptureExtension.class)
class JobExecutorTests {

    @Configuration(proxyBeanMethods = false)
    static class Services {

        @Bean
        Invitations invitations() {
            return mock();
        }

        @Bean
        InvitationDelivery invitationDelivery() {
            return mock();
        }

        @Bean
        InvitationTasks invitationTasks() {
            return mock();
        }

        @Bean
        QueuedMails queuedMails() {
            return mock();
        }

        @Bean
        WebhookDeliveries webhookDeliveries() {
            return mock();
        }

        @Bean
        ChangeSteps changeSteps() {
            return mock();
        }

        @Bean
        ChangeDecisions changeDecisions() {
            return mock();
        }

        @Bean
        SupportCases supportCases() {
            return mock();
        }

        @Bean
        RfqNotices rfqNotices() {
            return mock();
        }
    }

    private final String database = TestDatabases.fresh();
    private final ConfigurableApplicationContext application = new SpringApplicationBuilder(
                    EngineTest.Engine.class, Services.class)
            .web(WebApplicationType.NONE)
            .properties(
                    "spring.datasource.url=" + database,
                    "spring.datasource.username=postgres",
                    "spring.datasource.password=",
                    "camunda.bpm.authorization.enabled=false")
            .run();
    private final QueuedMails mails = application.getBean(QueuedMails.class);
    private final UUID mail = UUID.randomUUID();

    @AfterEach
    void close() {
        application.close();
    }

    @Test
    void finishesTheRunningJobBeforeTheApplicationEnds() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var closing = new CountDownLatch(1);
        var finished = new AtomicBoolean();
        doAnswer(call -> {
                    begun.countDown();
                    closing.await(20, TimeUnit.SECONDS);
                    new CountDownLatch(1).await(1, TimeUnit.SECONDS); // a mail server takes its time
                    finished.set(true);
                    return DeliveryResult.SENT;
                })
                .when(mails)
                .deliver(any());
        application.addApplicationListener((ApplicationListener<ContextClosedEvent>) event -> closing.countDown());
        application.getBean(MailProcess.class).start(mail);
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

        application.close();

        assertThat(finished).isTrue();
        var left = new JdbcTemplate(new DriverManagerDataSource(database, "postgres", ""))
                .queryForObject("select count(*) from act_ru_execution", Integer.class);
        assertThat(left).as("instances that did not end").isZero();
    }

    @Test
    void executesAJobThatItCreatedWithoutPolling() {
        var jdbc = application.getBean(JdbcTemplate.class);
        var owner = application.getBean(TransactionTemplate.class).execute(made -> {
            application.getBean(MailProcess.class).start(mail);
            return jdbc.queryForObject(
                    "select lock_owner_ from act_ru_job where process_def_id_ is not null", String.class);
        });

        assertThat(owner).isEqualTo(application.getBean(JobExecutor.class).getLockOwner());
        verify(mails, timeout(20_000)).deliver(mail);
    }

    @Test
    void skipsAJobThatWaitedForHalfItsLock(CapturedOutput log) {
        var invitations = application.getBean(InvitationTasks.class);
        doReturn(DeliveryResult.SENT).when(invitations).send(any());
        doReturn(new InvitationTasks.Reminded(false, null)).when(invitations).remind(any());
        var tomorrow = Instant.now().plus(1, ChronoUnit.DAYS);
        var invitation = InvitationId.of(mail.toString());
        application
                .getBean(InvitationProcess.class)
                .start(
                        InvitationKind.CONTACT,
                        mail,
                        invitation,
                        new InvitationDates(List.of(tomorrow), tomorrow.plus(1, ChronoUnit.DAYS)));
        var reminders =
                application.getBean(ManagementService.class).createJobQuery().activityId("reminderDue");
        await().until(() -> reminders.count() == 1);
        var reminder = List.of(reminders.singleResult().getId());
        var jobs = (ImmediateJobExecutor) application.getBean(JobExecutor.class);
        var engine = (ProcessEngineImpl) application.getBean(ProcessEngine.class);

        jobs.submit(reminder, engine, System.nanoTime() - TimeUnit.SECONDS.toNanos(31));
        await().until(() -> log.getAll().contains("job " + reminder.get(0) + " waited too long"));
        verify(invitations, never()).remind(any());

        jobs.submit(reminder, engine, System.nanoTime());
        verify(invitations, timeout(20_000)).remind(invitation);
    }

    @Test
    void unlocksAJobThatThePoolRejects() {
        var jobs = (ImmediateJobExecutor) application.getBean(JobExecutor.class);
        var pool = jobs.getTaskExecutor();
        jobs.setTaskExecutor(job -> {
            throw new TaskRejectedException("full");
        });
        application.getBean(MailProcess.class).start(mail);
        var jdbc = application.getBean(JdbcTemplate.class);
        await().until(() -> jdbc.queryForObject(
                "select lock_owner_ is null from act_ru_job where process_def_id_ is not null", Boolean.class));

        jobs.setTaskExecutor(pool);
        jobs.jobWasAdded();
        verify(mails, timeout(20_000)).deliver(mail);
    }

    @Test
    void executesJobsAfterManyThatWereRolledBack() {
        for (var i = 0; i < 20; i++) {
            application.getBean(TransactionTemplate.class).executeWithoutResult(undone -> {
                application.getBean(MailProcess.class).start(UUID.randomUUID());
                undone.setRollbackOnly();
            });
        }

        executesAJobThatItCreatedWithoutPolling();
    }

    @Test
    void executesAllJobsOfARushThoughItHoldsFewAtOnce() throws InterruptedException {
        var goOn = new CountDownLatch(1);
        doAnswer(call -> {
                    goOn.await(20, TimeUnit.SECONDS);
                    return DeliveryResult.SENT;
                })
                .when(mails)
                .deliver(any());
        for (var i = 0; i < 40; i++) {
            application.getBean(MailProcess.class).start(UUID.randomUUID());
        }
        goOn.countDown();

        verify(mails, timeout(30_000).times(40)).deliver(any());
    }

    @Test
    void logsNothingOfAFailureButClassesAndFrames(CapturedOutput log) {
        var secret = "ada-" + mail + "@lovelace.example";
        doThrow(new IllegalStateException(secret, new IllegalArgumentException("no " + secret)))
                .when(mails)
                .deliver(any());

        application.getBean(MailProcess.class).start(mail);

        var management = application.getBean(ManagementService.class);
        await().until(() -> management.createJobQuery().list().stream()
                .anyMatch(job -> Objects.nonNull(job.getExceptionMessage())));
        await().untilAsserted(() -> assertThat(log.getAll()).contains("java.lang.IllegalArgumentException"));
        assertThat(log.getAll()).doesNotContain(secret);
    }
}
